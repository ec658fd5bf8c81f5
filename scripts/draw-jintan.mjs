// Draws the places of the demonstration: node scripts/draw-jintan.mjs
// The nine streets and towns lie roughly where they lie; communities, villages, cells, streets, compounds, shops and
// toilets are invented, and every one of them is marked as drawn. The same script always draws the same map.
import { writeFileSync } from 'node:fs';
import { alleyNames, compoundNames, roads, shopNames, toiletCount, towns } from './jintan-names.mjs';

const target = new URL('../api/src/demonstration/data/places.json', import.meta.url);
const centre = { lng: 119.58, lat: 31.72 };
const kmPerLat = 111.195;
const kmPerLng = kmPerLat * Math.cos((centre.lat * Math.PI) / 180);

// ---- numbers -------------------------------------------------------------------------------------------------------

let state = 20190413;
/** The same numbers between 0 and 1 every time (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
/** A number between -1 and 1 that depends only on the text. */
function noise(text) {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return ((hash >>> 0) / 4294967296) * 2 - 1;
}

// ---- plane geometry in kilometres around the centre ----------------------------------------------------------------

const minus = ([x1, y1], [x2, y2]) => [x1 - x2, y1 - y2];
const dot = ([x1, y1], [x2, y2]) => x1 * x2 + y1 * y2;
const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** The part of a polygon that is nearer to `mine` than to `other`. */
function nearerPart(polygon, mine, other) {
  const axis = minus(other, mine);
  const middle = between(mine, other, 0.5);
  const side = (p) => dot(minus(p, middle), axis);
  const kept = [];
  for (const [i, from] of polygon.entries()) {
    const to = polygon[(i + 1) % polygon.length];
    const [a, b] = [side(from), side(to)];
    if (a <= 0) kept.push(from);
    if (a < 0 !== b < 0 && a !== b) kept.push(between(from, to, a / (a - b)));
  }
  return kept;
}

/** Voronoi cells of the seeds, cut off at the outline. */
const voronoi = (outline, seeds) =>
  seeds.map((mine) =>
    seeds.reduce((cell, other) => (other === mine ? cell : nearerPart(cell, mine, other)), outline),
  );

function inside(polygon, [x, y]) {
  let odd = false;
  for (const [i, [x1, y1]] of polygon.entries()) {
    const [x2, y2] = polygon[(i + 1) % polygon.length];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd;
  }
  return odd;
}

function gravity(polygon) {
  let [area, x, y] = [0, 0, 0];
  for (const [i, [x1, y1]] of polygon.entries()) {
    const [x2, y2] = polygon[(i + 1) % polygon.length];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return [x / (3 * area), y / (3 * area)];
}

/** `count` points spread evenly over a polygon: thrown at random, then moved apart (Lloyd). */
function spread(polygon, count) {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const seeds = [];
  while (seeds.length < count) {
    const p = [
      Math.min(...xs) + random() * (Math.max(...xs) - Math.min(...xs)),
      Math.min(...ys) + random() * (Math.max(...ys) - Math.min(...ys)),
    ];
    if (inside(polygon, p)) seeds.push(p);
  }
  let spreadOut = seeds;
  for (let i = 0; i < 12; i++) spreadOut = voronoi(polygon, spreadOut).map(gravity);
  return spreadOut;
}

// ---- areas: one set of corners, so that neighbours share their border exactly ------------------------------------------

const corners = [];
/** The known corner within 20 m of a point, or the point as a new corner. */
function corner(point) {
  const known = corners.find((other) => far(other, point) < 0.02);
  if (known) return known;
  corners.push(point);
  return point;
}

const keyOf = ([x, y]) => `${x.toFixed(6)},${y.toFixed(6)}`;

/** The points between two corners: a line that wanders a little, the same whichever way it is walked. */
function wander(from, to) {
  const forward = keyOf(from) < keyOf(to);
  const [a, b] = forward ? [from, to] : [to, from];
  const points = [];
  const split = (p, q, depth) => {
    const length = far(p, q);
    if (depth === 0 || length < 0.35) return;
    const shift = noise(`${keyOf(p)}|${keyOf(q)}`) * 0.07;
    const middle = between(p, q, 0.5);
    const moved = [middle[0] - (q[1] - p[1]) * shift, middle[1] + (q[0] - p[0]) * shift];
    split(p, moved, depth - 1);
    points.push(moved);
    split(moved, q, depth - 1);
  };
  split(a, b, 4);
  return forward ? points : points.reverse();
}

/** The ring around several areas: borders that two of them share cancel out. */
function around(rings) {
  const edges = new Map();
  for (const ring of rings) {
    for (const [i, from] of ring.entries()) {
      const to = ring[(i + 1) % ring.length];
      const back = `${keyOf(to)}>${keyOf(from)}`;
      if (edges.has(back)) edges.delete(back);
      else edges.set(`${keyOf(from)}>${keyOf(to)}`, [from, to]);
    }
  }
  const next = new Map([...edges.values()].map(([from, to]) => [keyOf(from), to]));
  if (next.size !== edges.size) throw new Error('an area touches itself in a corner');
  const [start] = [...edges.values()][0];
  const ring = [start];
  for (let at = next.get(keyOf(start)); keyOf(at) !== keyOf(start); at = next.get(keyOf(at))) ring.push(at);
  if (ring.length !== edges.size) throw new Error('an area is in several pieces');
  return ring;
}

const outline = [
  [-26.5, -3.0],
  [-26.0, 1.5],
  [-23.8, 4.6],
  [-21.6, 8.4],
  [-20.0, 12.6],
  [-16.4, 15.9],
  [-12.2, 17.4],
  [-8.0, 16.2],
  [-4.2, 17.0],
  [-0.4, 15.4],
  [3.4, 14.0],
  [6.8, 12.0],
  [10.2, 11.6],
  [13.8, 10.0],
  [16.6, 6.6],
  [17.2, 2.6],
  [16.0, -1.4],
  [14.2, -5.0],
  [14.8, -9.4],
  [14.4, -13.8],
  [11.6, -17.0],
  [7.6, -17.4],
  [3.8, -16.2],
  [-0.2, -17.2],
  [-4.8, -17.8],
  [-9.4, -16.4],
  [-13.4, -13.6],
  [-17.2, -12.6],
  [-20.8, -11.4],
  [-24.2, -8.2],
].reverse();

const townRegions = voronoi(
  outline,
  towns.map(({ seed }) => seed),
);
const units = [];
for (const [t, town] of towns.entries()) {
  const communitySeeds = spread(townRegions[t], town.communities.length).sort(
    (a, b) => far(a, [0, 0]) - far(b, [0, 0]),
  );
  const regions = voronoi(townRegions[t], communitySeeds);
  for (const [c, name] of town.communities.entries()) {
    const seeds = town.cells ? spread(regions[c], town.cells) : [communitySeeds[c]];
    for (const [n, seed] of seeds.entries()) units.push({ town, c, name, n, seed });
  }
}
const unitShapes = voronoi(
  outline,
  units.map(({ seed }) => seed),
);
for (const [i, unit] of units.entries()) {
  const snapped = unitShapes[i].map(corner).filter((p, k, all) => p !== all[(k + 1) % all.length]);
  unit.ring = snapped;
}
for (const unit of units)
  unit.ring = withCornersOnEdges(unit.ring).flatMap((from, k, ring) => [
    from,
    ...wander(from, ring[(k + 1) % ring.length]),
  ]);

/** Puts corners of others that lie on an edge into it; snapping can leave some there. */
function withCornersOnEdges(ring) {
  return ring.flatMap((from, i) => {
    const to = ring[(i + 1) % ring.length];
    const length = far(from, to);
    const on = corners
      .filter((p) => p !== from && p !== to)
      .map((p) => ({ p, t: dot(minus(p, from), minus(to, from)) / (length * length) }))
      .filter(({ p, t }) => t > 0 && t < 1 && far(p, between(from, to, t)) < 0.02)
      .sort((a, b) => a.t - b.t);
    return [from, ...on.map(({ p }) => p)];
  });
}

// ---- features --------------------------------------------------------------------------------------------------------

const features = [];
const toLngLat = ([x, y]) => [
  Number((centre.lng + x / kmPerLng).toFixed(6)),
  Number((centre.lat + y / kmPerLat).toFixed(6)),
];
const closed = (ring) => [...ring, ring[0]].map(toLngLat);
function add(kind, code, name, geometry, more = {}) {
  features.push({ type: 'Feature', properties: { code, kind, name, ...more }, geometry });
}
const polygon = (ring) => ({ type: 'Polygon', coordinates: [closed(ring)] });
const three = (n) => String(n).padStart(3, '0');

add('district', '320413', '金坛区', polygon(around(units.map(({ ring }) => ring))));
const communities = [];
for (const [t, town] of towns.entries()) {
  const code = `320413${three(town.street)}`;
  const own = units.filter((unit) => unit.town === town);
  add(town.kind, code, town.name, polygon(around(own.map(({ ring }) => ring))), { parentCode: '320413' });
  for (const [c, name] of town.communities.entries()) {
    const parts = own.filter((unit) => unit.c === c);
    const communityCode = `${code}${three(c + 1)}`;
    const ring = around(parts.map((unit) => unit.ring));
    const kind = name.endsWith('村') && !name.endsWith('新村') ? 'village' : 'community';
    add(kind, communityCode, name, polygon(ring), { parentCode: code });
    communities.push({ code: communityCode, name, ring, town, t });
    if (!town.cells) continue;
    for (const unit of parts) {
      const cellName = `${name.replace(/社区$/, '')}第${'一二三四五六'[unit.n]}网格`;
      add('cell', `${communityCode}${three(unit.n + 1)}`, cellName, polygon(unit.ring), {
        parentCode: communityCode,
      });
    }
  }
}
const communityAt = (p) => communities.find(({ ring }) => inside(ring, p));

// ---- streets -----------------------------------------------------------------------------------------------------------

const lines = roads.map(({ name, path }) => ({
  name,
  path: path.flatMap((p, i) => (path[i + 1] ? [p, ...wander(p, path[i + 1])] : [p])),
}));
for (const [i, { name, path }] of lines.entries()) {
  add(
    'road',
    `R-${three(i + 1)}`,
    name,
    { type: 'LineString', coordinates: path.map(toLngLat) },
    { bufferMetres: 25 },
  );
}

const off = (p, path) =>
  Math.min(
    ...path.slice(1).map((to, i) => {
      const from = path[i];
      const axis = minus(to, from);
      const t = Math.max(0, Math.min(1, dot(minus(p, from), axis) / dot(axis, axis)));
      return far(p, between(from, to, t));
    }),
  );
/** Kilometres to the nearest of some lines. */
const offLines = (p, some) => Math.min(...some.map(({ path }) => off(p, path)));

/** Points of the town's middle that are clear of roads, in a fixed but scattered order. */
function freePoints(clearance) {
  const points = [];
  for (let x = -4.6; x <= 5.4; x += 0.21) {
    for (let y = -3.9; y <= 3.3; y += 0.21)
      points.push([x + noise(`x${x}${y}`) * 0.05, y + noise(`y${x}${y}`) * 0.05]);
  }
  return points
    .filter((p) => offLines(p, lines) > clearance)
    .sort((a, b) => far(a, [0, 0]) + noise(keyOf(a)) * 1.6 - far(b, [0, 0]) - noise(keyOf(b)) * 1.6);
}

// ---- compounds and their buildings -----------------------------------------------------------------------------------------

function rectangle([x, y], width, height, turn) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([sx, sy]) => [
    x + (sx * width * cos - sy * height * sin) / 2,
    y + (sx * width * sin + sy * height * cos) / 2,
  ]);
}

const compounds = [];
for (const { name, near, buildings = 0 } of compoundNames) {
  const found = freePoints(0.17)
    .filter((p) => compounds.every(({ at }) => far(at, p) > 0.36))
    .sort((a, b) => (near ? far(a, near) - far(b, near) : 0))
    .find((p) => {
      const ring = rectangle(p, 0.24, 0.2, 0.05);
      const home = communityAt(p);
      return home && ring.every((q) => communityAt(q) === home);
    });
  if (!found) throw new Error(`no room for ${name}`);
  compounds.push({ name, at: found, buildings, turn: noise(name) * 0.08 });
}
for (const [i, { name, at, buildings, turn }] of compounds.entries()) {
  const code = `C-${three(i + 1)}`;
  add('compound', code, name, polygon(rectangle(at, 0.24, 0.2, turn)), { parentCode: communityAt(at).code });
  for (let b = 0; b < buildings; b++) {
    const spot = [at[0] + ((b % 3) - 1) * 0.07, at[1] + (b < 3 ? 0.045 : -0.045)];
    add(
      'building',
      `B-${three(i + 1)}-${b + 1}`,
      `${name}${b + 1}幢`,
      polygon(rectangle(spot, 0.05, 0.014, turn)),
      {
        parentCode: code,
      },
    );
  }
}

// ---- alleys, shops, toilets ------------------------------------------------------------------------------------------------

const alleys = [];
for (const [i, name] of alleyNames.entries()) {
  const found = freePoints(0.07).find(
    (p) => alleys.every(({ at }) => far(at, p) > 0.3) && compounds.every(({ at }) => far(at, p) > 0.25),
  );
  if (!found) throw new Error(`no room for ${name}`);
  const lengthwise = noise(name) > 0;
  const half = 0.07 + Math.abs(noise(`${name}l`)) * 0.05;
  const [dx, dy] = lengthwise ? [half, half * 0.12] : [half * 0.1, half];
  const path = [
    [found[0] - dx, found[1] - dy],
    [found[0] + noise(`${name}b`) * 0.012, found[1] + noise(`${name}c`) * 0.012],
    [found[0] + dx, found[1] + dy],
  ];
  alleys.push({ name, at: found, path });
  add(
    'alley',
    `A-${three(i + 1)}`,
    name,
    { type: 'LineString', coordinates: path.map(toLngLat) },
    { bufferMetres: 12 },
  );
}

/** A spot beside a road: so far along it, so far from its middle. */
function beside({ path }, share, kmOff) {
  const lengths = path.slice(1).map((to, i) => far(path[i], to));
  let left = lengths.reduce((sum, length) => sum + length, 0) * share;
  let i = 0;
  while (left > lengths[i] && i < lengths.length - 1) {
    left -= lengths[i];
    i++;
  }
  const [from, to] = [path[i], path[i + 1]];
  const length = far(from, to);
  const middle = between(from, to, left / length);
  return [middle[0] - ((to[1] - from[1]) / length) * kmOff, middle[1] + ((to[0] - from[0]) / length) * kmOff];
}
const roadOf = (name) => lines.find((line) => line.name === name) ?? lines[0];

for (const [i, { name, road, share }] of shopNames.entries()) {
  const at = beside(roadOf(road), share, i % 2 === 0 ? 0.02 : -0.02);
  add('shop', `S-${three(i + 1)}`, name, { type: 'Point', coordinates: toLngLat(at) });
}
for (let i = 0; i < toiletCount; i++) {
  const line = lines[(i * 5) % lines.length];
  const round = Math.floor((i * 5) / lines.length);
  const at = beside(line, 0.22 + ((i * 0.37) % 0.6), round % 2 === 0 ? 0.045 : -0.045);
  const number = features.filter(
    ({ properties }) => properties.kind === 'toilet' && properties.name.startsWith(line.name),
  ).length;
  const name = `${line.name}${number === 0 ? '' : `${'二三四五'[number - 1]}号`}公厕`;
  add('toilet', `T-${three(i + 1)}`, name, { type: 'Point', coordinates: toLngLat(at) });
}

const text = `{"type":"FeatureCollection","note":"演示用，除区、镇和街道的名称与大致方位外均为绘制","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
writeFileSync(target, text);
const counts = {};
for (const { properties } of features) counts[properties.kind] = (counts[properties.kind] ?? 0) + 1;
console.info(counts, `${Math.round(text.length / 1024)} KiB`);
