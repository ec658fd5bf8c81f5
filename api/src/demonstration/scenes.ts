import {
  at,
  bag,
  bicycle,
  car,
  cone,
  ellipse,
  lampPost,
  line,
  path,
  pick,
  rect,
  several,
  street,
  tree,
  type Vary,
  waterside,
  wheelieBin,
} from './scene-parts';

/** The subject of a picture: as reported, and after it was put right. */
interface Scene {
  before: (vary: Vary) => string;
  after: (vary: Vary) => string;
  /** The part of the whole that is shown, where the subject is small or low. */
  view?: string;
}

const onPavement = '210 250 620 465';
const onRoad = '180 300 560 420';

const bags = ['#2f3338', '#4d6b57', '#5b5f91', '#7d4f45'];
const cars = ['#e9e9e6', '#2f3d52', '#8a3a36', '#6f7a80'];
const nothing = () => '';

/** The outside is drawn last, so that before and after have the same shop. */
function shopFront(vary: Vary, outside: () => string): string {
  const fill = pick(vary, ['#a6493c', '#3f6b58', '#3d5a80', '#b07d3a']);
  return (
    rect(180, 240, 600, 180, '#efe7da') +
    rect(180, 200, 600, 56, fill) +
    several(4, (i) => rect(330 + i * 80, 214, 46, 28, '#fff', 'opacity="0.85"')) +
    rect(230, 280, 200, 140, '#9fb4c0') +
    rect(520, 280, 200, 140, '#9fb4c0') +
    outside()
  );
}
const table = (x: number, y: number) =>
  rect(x - 50, y - 60, 100, 12, '#b98b5b') +
  rect(x - 44, y - 50, 8, 50, '#7d5f40') +
  rect(x + 36, y - 50, 8, 50, '#7d5f40');
const crane = line(
  'M700 420 V70 M560 100 H880 M700 70 L600 100 M700 70 L820 100 M600 104 V200',
  '#d9902f',
  12,
);
const hoarding = (hole: string) =>
  several(8, (i) => rect(i * 120, 330, 116, 190, i % 2 ? '#4a7fa5' : '#5c8fb3')) +
  rect(0, 322, 960, 12, '#3a6485') +
  hole;
const wall = (fill: string, more: string) =>
  rect(60, 110, 840, 340, fill) + line('M60 220 H900 M60 330 H900', '#00000018', 3) + more;

const lawn =
  rect(0, 440, 960, 280, '#86b473') +
  several(40, (i) => line(`M${(i * 137) % 960} ${470 + ((i * 71) % 240)} q3 -16 7 -20`, '#6f9f5e', 4)) +
  tree(90, 560, '#6f9a63') +
  tree(880, 540, '#7fa86d');

/** What the pictures of the demonstration show, by the scene a situation names. */
export const scenes: Record<string, Scene> = {
  garbage: {
    view: '250 200 660 495',
    before: (vary) =>
      wheelieBin(300, 560, '#4f7d5c') +
      several(vary(6, 10), (i) => bag(380 + i * 46, 560 + vary(-26, 26), vary(0.7, 1.2), pick(vary, bags))) +
      several(14, () =>
        ellipse(
          vary(320, 860),
          vary(545, 592),
          vary(4, 12),
          4,
          pick(vary, ['#d8c07a', '#e6e2d8', '#b5673f']),
        ),
      ),
    after: () => wheelieBin(300, 560, '#4f7d5c') + wheelieBin(400, 560, '#5a7391'),
  },
  road_dirt: {
    view: onRoad,
    before: (vary) =>
      several(16, () =>
        ellipse(vary(160, 800), vary(620, 700), vary(20, 70), vary(6, 16), '#3d352c', 'opacity="0.7"'),
      ),
    after: (vary) =>
      several(6, () => ellipse(vary(160, 800), vary(620, 700), vary(30, 80), 6, '#8b9298', 'opacity="0.5"')),
  },
  furniture: {
    view: onPavement,
    before: (vary) =>
      at(
        vary(360, 460),
        570,
        rect(-140, -110, 280, 60, '#8f5f4d', 'rx="18"') + rect(-150, -60, 300, 60, '#a06e5b', 'rx="14"'),
      ) +
      at(
        700,
        570,
        rect(-60, -150, 40, 150, '#d7cdbd') +
          rect(-14, -130, 40, 130, '#c7bba9') +
          rect(36, -90, 90, 90, '#b98b5b'),
      ),
    after: nothing,
  },
  paving: {
    view: onRoad,
    before: (vary) =>
      several(6, (i) =>
        path(
          `M${300 + i * 70} ${vary(500, 520)} l${vary(40, 66)} ${vary(-12, 16)} l${vary(-14, 8)} ${vary(26, 46)} l-52 6 Z`,
          pick(vary, ['#8a8378', '#6f695f', '#9b958a']),
        ),
      ) + ellipse(520, 560, 150, 18, '#7d97a3', 'opacity="0.6"'),
    after: () =>
      several(6, (i) => rect(290 + i * 72, 492, 66, 52, '#c9c4ba', 'stroke="#aaa59b" stroke-width="2"')),
  },
  pothole: {
    view: onRoad,
    before: (vary) =>
      path(
        `M${vary(320, 380)} 664 q60 -40 150 -26 q110 -12 130 30 q10 40 -90 40 q-150 16 -190 -44 Z`,
        '#3b3b3c',
      ) +
      ellipse(490, 676, 90, 20, '#7d97a3', 'opacity="0.8"') +
      several(9, () => ellipse(vary(300, 680), vary(640, 712), vary(4, 9), 4, '#2f2f30')),
    after: () => path('M320 650 H660 V706 H320 Z', '#4b4d50'),
  },
  manhole: {
    view: '240 300 560 420',
    before: (vary) =>
      ellipse(480, 660, 110, 36, '#1b1b1c') +
      path(`M400 640 a110 36 0 0 1 ${vary(120, 170)} -10 l-30 40 Z`, '#565a5e') +
      cone(vary(620, 680), 690),
    after: () =>
      ellipse(480, 660, 110, 36, '#565a5e') +
      ellipse(480, 660, 94, 29, '#666b70') +
      several(5, (i) => line(`M${410 + i * 32} 646 v28`, '#4a4e52', 6)),
  },
  lamp: {
    view: '200 120 760 570',
    before: () =>
      rect(0, 0, 960, 720, '#0d1626', 'opacity="0.62"') +
      lampPost(360, 590, false) +
      lampPost(760, 570, false),
    after: () =>
      rect(0, 0, 960, 720, '#0d1626', 'opacity="0.5"') + lampPost(360, 590, true) + lampPost(760, 570, true),
  },
  wire: {
    before: (vary) =>
      rect(140, 120, 14, 460, '#6b6258') +
      rect(820, 120, 14, 460, '#6b6258') +
      line(`M147 150 Q480 ${vary(470, 560)} 827 150`, '#26282b', 7) +
      line('M147 170 Q480 260 827 170', '#26282b', 5),
    after: () =>
      rect(140, 120, 14, 460, '#6b6258') +
      rect(820, 120, 14, 460, '#6b6258') +
      line('M147 150 Q480 190 827 150 M147 166 Q480 210 827 166', '#26282b', 5),
  },
  stall: {
    view: '160 180 660 495',
    before: (vary) =>
      shopFront(
        vary,
        () =>
          several(3, (i) => table(280 + i * 190, 570)) +
          path('M180 440 L320 380 L460 440 Z', '#d9534a') +
          several(9, () =>
            ellipse(vary(240, 700), vary(496, 506), 11, 11, pick(vary, ['#e0822f', '#c93c35', '#7ca648'])),
          ),
      ),
    after: (vary) => shopFront(vary, nothing),
  },
  car: {
    view: '110 165 740 555',
    before: (vary) => car(vary(280, 340), 580, pick(vary, cars)) + car(vary(640, 700), 588, pick(vary, cars)),
    after: () => several(3, (i) => line(`M${260 + i * 180} 600 v-70`, '#f2f0ea', 6)),
  },
  bikes: {
    view: '110 165 740 555',
    before: (vary) =>
      several(9, (i) =>
        bicycle(
          170 + i * 78,
          570 + vary(-26, 20),
          pick(vary, ['#e0822f', '#3d82c4', '#3f9b62']),
          vary(-50, 40),
        ),
      ),
    after: (vary) =>
      several(8, (i) => bicycle(180 + i * 86, 560, pick(vary, ['#e0822f', '#3d82c4', '#3f9b62']))),
  },
  ads: {
    view: '60 80 760 570',
    before: (vary) =>
      wall(
        '#d6cbb8',
        several(16, (i) =>
          at(
            120 + (i % 8) * 96,
            170 + Math.floor(i / 8) * 130,
            rect(0, 0, vary(40, 70), vary(50, 80), pick(vary, ['#f5f1e6', '#f3d77b', '#e9a7a0'])) +
              line('M8 16 h30 M8 28 h24 M8 40 h30', '#777', 3),
            `rotate(${vary(-9, 9)})`,
          ),
        ),
      ),
    after: () => wall('#ddd3c1', ''),
  },
  sign: {
    before: (vary) =>
      rect(300, 90, 14, 480, '#5a6067') +
      rect(650, 90, 14, 480, '#5a6067') +
      at(
        480,
        190,
        rect(-220, -80, 440, 160, '#b84a3f') + several(5, (i) => rect(-170 + i * 70, -20, 46, 40, '#f6e9d7')),
        `rotate(${vary(8, 14)})`,
      ),
    after: () => rect(300, 90, 14, 480, '#5a6067') + rect(650, 90, 14, 480, '#5a6067'),
  },
  crane: {
    before: (vary) =>
      crane +
      hoarding(path('M380 340 L500 350 L520 480 L410 520 Z', '#3b3a38')) +
      several(7, () =>
        ellipse(vary(250, 800), vary(210, 330), vary(50, 110), vary(24, 44), '#c9b491', 'opacity="0.5"'),
      ),
    after: () => crane + hoarding(''),
  },
  smoke: {
    before: (vary) =>
      shopFront(vary, () => rect(740, 150, 30, 110, '#7a8087')) +
      several(8, (i) =>
        ellipse(760 - i * 34, 140 - i * 12, 34 + i * 7, 24 + i * 4, '#8d8f92', 'opacity="0.55"'),
      ),
    after: (vary) => shopFront(vary, () => rect(740, 70, 30, 190, '#9aa1a8')),
  },
  tree: {
    view: '60 120 800 600',
    before: (vary) =>
      tree(190, 570, '#6f9a63') +
      at(
        600,
        580,
        rect(-220, -20, 360, 22, '#7b5b41') +
          several(7, (i) => ellipse(-40 + i * 36, -40 + vary(-16, 16), 46, 34, '#7fa86d')),
        `rotate(${vary(-4, 4)})`,
      ),
    after: () => tree(190, 570, '#6f9a63') + tree(640, 570, '#7fa86d'),
  },
  green: {
    view: '120 180 720 540',
    before: (vary) =>
      lawn +
      several(22, () =>
        at(
          vary(170, 800),
          vary(500, 690),
          pick(vary, [
            rect(-12, -8, 24, 16, '#f4f2ec', 'rx="5"'),
            rect(-7, -18, 14, 24, '#c9574b', 'rx="4"'),
            rect(-9, -12, 18, 20, '#7fb3d9', 'rx="4"'),
            ellipse(0, 0, 16, 9, '#e2c56d'),
          ]),
          `rotate(${vary(-70, 70)})`,
        ),
      ),
    after: () => lawn,
  },
  plot: {
    view: '120 180 720 540',
    before: (vary) =>
      lawn +
      rect(240, 500, 480, 180, '#8a6a48', 'rx="10"') +
      several(4, (row) =>
        several(9, (i) => {
          const [x, y] = [275 + i * 50, 528 + row * 42 + vary(-4, 4)];
          return ellipse(x - 8, y, 11, 7, '#4f8a3f') + ellipse(x + 8, y, 11, 7, '#69a354');
        }),
      ) +
      line('M232 494 V460 M480 494 V456 M728 494 V460 M232 466 H728', '#a07c4f', 6),
    after: (vary) =>
      lawn + several(30, () => ellipse(vary(250, 710), vary(510, 670), 15, 6, '#8fc07a', 'opacity="0.7"')),
  },
  coop: {
    view: '160 230 640 480',
    before: (vary) =>
      rect(300, 400, 300, 170, '#b08a5a') +
      path('M280 404 L450 330 L620 404 Z', '#8d5b45') +
      several(8, (i) => line(`M${318 + i * 38} 420 V566`, '#7d6040', 5)) +
      several(4, (i) =>
        at(
          250 + i * 140,
          600 + vary(-16, 30),
          ellipse(0, -16, 26, 18, pick(vary, ['#f3efe4', '#b5673f', '#e8c987'])) +
            ellipse(22, -34, 11, 11, '#f3efe4') +
            path('M18 -46 q4 -10 8 0 q4 -8 8 2 Z', '#c93c35') +
            path('M32 -34 l12 4 l-12 4 Z', '#e0a22f') +
            line('M-6 0 v12 M8 0 v12', '#d08a2f', 4),
        ),
      ),
    after: () => '',
  },
  fire: {
    before: (vary) =>
      several(9, (i) =>
        ellipse(430 + i * 34, 470 - i * 44, 50 + i * 12, 34 + i * 6, '#8d8f92', 'opacity="0.45"'),
      ) +
      ellipse(440, 590, 170, 30, '#5d4630') +
      several(14, () =>
        ellipse(vary(300, 580), vary(566, 600), 18, 8, pick(vary, ['#7a5a35', '#94703f', '#4b3724'])),
      ) +
      path(
        'M370 580 Q350 520 400 480 Q400 520 430 500 Q420 450 470 430 Q470 500 510 510 Q540 540 500 580 Z',
        '#e8742c',
      ) +
      path('M410 580 Q400 540 430 520 Q440 545 460 520 Q490 550 470 580 Z', '#ffd257'),
    after: () => ellipse(440, 592, 170, 20, '#8e8a82', 'opacity="0.6"'),
  },
  lock: {
    view: onPavement,
    before: () =>
      several(4, (i) => line(`M${270 + i * 150} 600 L${230 + i * 150} 470`, '#f2f0ea', 7)) +
      several(3, (i) =>
        at(
          325 + i * 150,
          570,
          line('M-42 0 L0 -76 L42 0', '#d8a22c', 12) +
            rect(-54, -6, 108, 14, '#3b4046', 'rx="4"') +
            rect(-12, -52, 24, 20, '#3b4046', 'rx="4"'),
        ),
      ),
    after: () => several(4, (i) => line(`M${270 + i * 150} 600 L${230 + i * 150} 470`, '#f2f0ea', 7)),
  },
  river: {
    before: (vary) =>
      several(26, () =>
        ellipse(
          vary(80, 880),
          vary(400, 690),
          vary(10, 46),
          vary(6, 14),
          pick(vary, ['#6f8f4e', '#f1efe8', '#5f7d45', '#c8b88f']),
        ),
      ),
    after: nothing,
  },
  toilet: {
    before: (vary) =>
      rect(0, 0, 960, 720, '#dfe5e6') +
      several(6, (i) => line(`M0 ${i * 90} H960`, '#c8d0d2', 3)) +
      several(
        3,
        (i) => rect(90 + i * 290, 120, 240, 440, '#a9bcc4') + ellipse(300 + i * 290, 350, 9, 9, '#6b7880'),
      ) +
      rect(0, 560, 960, 160, '#b9b7ae') +
      several(8, () =>
        ellipse(vary(90, 860), vary(590, 700), vary(30, 90), vary(8, 20), '#8f9a93', 'opacity="0.7"'),
      ),
    after: () =>
      rect(0, 0, 960, 720, '#e8eeef') +
      several(6, (i) => line(`M0 ${i * 90} H960`, '#d3dbdd', 3)) +
      several(
        3,
        (i) => rect(90 + i * 290, 120, 240, 440, '#b4c8d0') + ellipse(300 + i * 290, 350, 9, 9, '#6b7880'),
      ) +
      rect(0, 560, 960, 160, '#d3d1c8'),
  },
  bin: {
    view: '230 290 500 375',
    before: (vary) =>
      at(
        480,
        580,
        rect(-70, -130, 60, 120, '#6f7a74', 'rx="6"') + rect(10, -130, 60, 120, '#4f7d5c', 'rx="6"'),
        `rotate(${vary(24, 38)})`,
      ),
    after: () =>
      at(
        480,
        580,
        rect(-70, -130, 60, 130, '#6f7a74', 'rx="6"') +
          rect(10, -130, 60, 130, '#4f7d5c', 'rx="6"') +
          rect(-80, -146, 160, 16, '#4a5158'),
      ),
  },
  building: {
    view: '120 0 800 600',
    before: (vary) =>
      wall(
        '#d9cdbb',
        several(8, () =>
          path(`M${vary(120, 800)} ${vary(140, 380)} l50 -16 l30 40 l-40 34 l-46 -14 Z`, '#9c8b78'),
        ) + line('M300 110 V20 H640 V110 M300 20 L470 -20 L640 20', '#8a9299', 9),
      ),
    after: () => wall('#e2d8c8', ''),
  },
  traffic: {
    before: (vary) =>
      rect(700, 90, 14, 500, '#4a5158') +
      rect(664, 90, 86, 200, '#26292c', 'rx="10"') +
      several(3, (i) => ellipse(707, 126 + i * 62, 24, 24, '#4b4f53')) +
      at(
        vary(280, 360),
        600,
        rect(-160, -50, 320, 10, '#e6e8ea') + several(8, (i) => rect(-150 + i * 42, -46, 8, 44, '#e6e8ea')),
        'rotate(-14)',
      ),
    after: () =>
      rect(700, 90, 14, 500, '#4a5158') +
      rect(664, 90, 86, 200, '#26292c', 'rx="10"') +
      several(3, (i) => ellipse(707, 126 + i * 62, 24, 24, ['#5b2b28', '#5e5226', '#3ecb6c'][i] as string)) +
      at(
        320,
        600,
        rect(-260, -60, 520, 10, '#e6e8ea') + several(12, (i) => rect(-250 + i * 44, -56, 8, 54, '#e6e8ea')),
      ),
  },
};

/** A picture as SVG, drawn in units of 960 × 720 and shown as 720 × 540. */
export function drawScene(name: string, moment: 'before' | 'after', vary: Vary): string {
  const scene = scenes[name];
  if (!scene) throw new TypeError(`the demonstration has no scene ${name}`);
  const ground = name === 'river' ? waterside(vary) : street(vary);
  const { view = '0 0 960 720' } = scene;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="540" viewBox="${view}">${ground}${scene[moment](vary)}</svg>`;
}
