/** Makes the small differences between pictures of one kind; the same seed always gives the same picture. */
export type Vary = (from: number, to: number) => number;

export function varier(seed: number): Vary {
  let state = seed * 2654435761;
  return (from, to) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return from + ((state >>> 0) / 4294967296) * (to - from);
  };
}

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
export const line = (d: string, stroke: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
export const at = (x: number, y: number, inner: string, more = '') =>
  `<g transform="translate(${x} ${y}) ${more}">${inner}</g>`;
export const several = (count: number, draw: (i: number) => string) =>
  Array.from({ length: Math.round(count) }, (_, i) => draw(i)).join('');

export const pick = <T>(vary: Vary, choices: readonly T[]): T =>
  choices[Math.min(choices.length - 1, Math.floor(vary(0, choices.length)))] as T;

/** Street with houses, pavement and kerb, 960 × 720; the subject stands on the pavement around y = 520. */
export function street(vary: Vary): string {
  const sky = pick(vary, ['#cfe3f2', '#dfe7ea', '#f3e3cf', '#bcd3e6']);
  const walls = ['#e8dcc8', '#d9c9b6', '#cfd6d2', '#e3d2cd', '#c9d3de'];
  const houses = several(5, (i) => {
    const [x, top] = [i * 200 - 20, vary(60, 190)];
    const rows = Math.floor((400 - top) / 70);
    const windows = several(rows * 3, (n) =>
      rect(x + 22 + (n % 3) * 58, top + 24 + Math.floor(n / 3) * 70, 34, 40, '#8fa3b3', 'opacity="0.8"'),
    );
    return rect(x, top, 192, 420 - top, pick(vary, walls)) + windows;
  });
  const slabs = several(13, (i) => line(`M${i * 80} 420 L${i * 80 - 60} 600`, '#a9a49b', 2));
  return (
    rect(0, 0, 960, 720, sky) +
    houses +
    rect(0, 420, 960, 180, '#bdb8ae') +
    slabs +
    line('M0 480 H960 M0 540 H960', '#a9a49b', 2) +
    rect(0, 596, 960, 10, '#8d8981') +
    rect(0, 606, 960, 114, '#6d6f73') +
    several(6, (i) => rect(40 + i * 170, 660, 90, 8, '#e9e6dd'))
  );
}

export function waterside(vary: Vary): string {
  return (
    rect(0, 0, 960, 720, pick(vary, ['#cfe3f2', '#dfe7ea'])) +
    several(9, (i) => ellipse(i * 120 + vary(-30, 30), 230, 80, vary(50, 90), '#7fa37a')) +
    rect(0, 250, 960, 110, '#8fb07f') +
    path('M0 350 Q480 320 960 360 V720 H0 Z', pick(vary, ['#7fa6b5', '#8aa79c'])) +
    several(12, (i) => line(`M${vary(0, 880)} ${380 + i * 27} h${vary(30, 90)}`, '#a9c3cc', 4))
  );
}

export const cone = (x: number, y: number) =>
  at(x, y, path('M-22 0 L-6 -60 H6 L22 0 Z', '#e8742c') + rect(-14, -34, 28, 10, '#fff'));

export const bag = (x: number, y: number, size: number, fill: string) =>
  at(
    x,
    y,
    path('M-40 0 Q-50 -50 -10 -66 L0 -80 L10 -66 Q50 -50 40 0 Z', fill) +
      line('M-10 -62 Q0 -56 10 -62', '#ffffff66', 4),
    `scale(${size})`,
  );

export const wheelieBin = (x: number, y: number, fill: string) =>
  at(
    x,
    y,
    rect(-36, -110, 72, 104, fill, 'rx="6"') +
      rect(-42, -122, 84, 16, fill, 'rx="6"') +
      ellipse(-22, -2, 10, 10, '#333') +
      ellipse(22, -2, 10, 10, '#333'),
  );

export const car = (x: number, y: number, fill: string) =>
  at(
    x,
    y,
    path('M-150 -40 Q-150 -70 -110 -72 L-70 -120 H60 L110 -72 Q150 -68 150 -40 V-10 H-150 Z', fill) +
      path('M-60 -112 H-6 V-74 H-92 Z M8 -112 H52 L88 -74 H8 Z', '#cfdfe8') +
      ellipse(-90, -8, 30, 30, '#2b2d30') +
      ellipse(90, -8, 30, 30, '#2b2d30') +
      ellipse(-90, -8, 13, 13, '#b9bcc0') +
      ellipse(90, -8, 13, 13, '#b9bcc0'),
  );

export const bicycle = (x: number, y: number, fill: string, turn = 0) =>
  at(
    x,
    y,
    `<g fill="none" stroke="#33363a" stroke-width="7"><circle cx="-44" cy="-30" r="30"/><circle cx="44" cy="-30" r="30"/></g>` +
      line('M-44 -30 L-14 -74 L30 -74 L44 -30 M-14 -74 L4 -30 L30 -74 M30 -74 L38 -96', fill, 8) +
      line('M-26 -84 H-2', '#33363a', 9),
    `rotate(${turn})`,
  );

export const tree = (x: number, y: number, fill: string) =>
  at(
    x,
    y,
    rect(-12, -170, 24, 170, '#7b5b41') +
      ellipse(0, -220, 90, 80, fill) +
      ellipse(-50, -180, 60, 50, fill) +
      ellipse(54, -184, 58, 50, fill),
  );

export const lampPost = (x: number, y: number, lit: boolean, lean = 0) =>
  at(
    x,
    y,
    rect(-6, -330, 12, 330, '#4a5158') +
      line('M0 -326 Q40 -350 80 -330', '#4a5158', 10) +
      ellipse(86, -322, 26, 12, lit ? '#ffe9a6' : '#5c6167') +
      (lit ? path('M60 -312 L112 -312 L190 0 L-20 0 Z', '#ffe9a6', 'opacity="0.25"') : ''),
    `rotate(${lean})`,
  );
