// Draws the places of the demonstration: node scripts/draw-jintan.mjs
// The nine streets and towns lie roughly where they lie; communities, villages, cells, streets, compounds, shops and
// toilets are invented, and every one of them is marked as drawn. The same script always draws the same map.
import { writeFileSync } from 'node:fs';
import { alleyNames, compoundNames, roads, shopNames, toiletCount, towns } from './jintan-names.mjs';

const target = new URL('../api/src/demonstration/data/places.json', import.meta.url);
const archivesTarget = new URL('../api/src/demonstration/data/archives.json', import.meta.url);
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
  const fields = {
    stars: [3, 2, 4, 3, 0, 5][i % 6],
    openHours: i % 4 === 0 ? '全天' : '05:30-22:00',
    menPlaces: 3 + (i % 5),
    womenPlaces: 5 + (i % 6),
    accessible: i % 3 !== 2,
    thirdRoom: i % 6 === 5,
    cleaning: i % 2 === 0 ? '专人值守' : '巡回保洁',
    inUse: i === 13 ? '维修改造' : '正常开放',
    builtYear: 1998 + ((i * 7) % 24),
    upgrade: i % 2 === 0,
  };
  add('toilet', `T-${three(i + 1)}`, name, { type: 'Point', coordinates: toLngLat(at) }, { fields });
}

const write = (file, some) => {
  const text = `{"type":"FeatureCollection","note":"演示用，除区、镇和街道的名称与大致方位外均为绘制","features":[\n${some.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`;
  writeFileSync(file, text);
  const counts = {};
  for (const { properties } of some) counts[properties.kind] = (counts[properties.kind] ?? 0) + 1;
  console.info(counts, `${Math.round(text.length / 1024)} KiB`);
};
write(target, features.splice(0));

// ---- archives: what names a unit that answers for it, and so comes after the units ----------------------------------------

const cleaners = ['K-CLEAN-E', 'K-CLEAN-W'];
const cleanerOf = ({ t }) => cleaners[t] ?? 'U-SANITATION';
const point = (at) => ({ type: 'Point', coordinates: toLngLat(at) });

for (const community of communities.filter(({ town }) => town.cells)) {
  const parts = units.filter((unit) => unit.town === community.town && unit.name === community.name);
  for (const unit of parts) {
    // One area is left undrawn, for the check of the tiling to find.
    if (unit.name === '良常社区' && unit.n === parts.length - 1) continue;
    add(
      'cleaning_area',
      `BJ-${community.code.slice(6)}-${unit.n + 1}`,
      `${unit.name.replace(/社区$/, '')}保洁${'一二三四五六'[unit.n]}区`,
      polygon(unit.ring),
      {
        fields: {
          grade: ['一级', '二级', '三级'][unit.n % 3],
          responsible: cleanerOf(community),
          rounds: 3,
          hours: '05:00-21:00',
        },
      },
    );
  }
}

const rivers = [
  {
    name: '丹金溧漕河城区段',
    path: [
      [-4.6, 4.4],
      [-2.4, 1.9],
      [-1.9, -0.8],
      [-2.6, -4.2],
    ],
    level: '区级',
    from: '北环路桥',
    to: '南洲大桥',
    metres: 9200,
  },
  {
    name: '愚池河',
    path: [
      [-1.9, 0.4],
      [0.4, 0.75],
      [2.6, 0.5],
    ],
    level: '镇级',
    from: '丹金溧漕河口',
    to: '环园路桥',
    metres: 4600,
  },
  {
    name: '尧塘河',
    path: [
      [5.2, 3.2],
      [8.6, 2.4],
      [11.8, 1.2],
    ],
    level: '镇级',
    from: '金武路桥',
    to: '尧塘集镇',
    metres: 7100,
  },
  {
    name: '通济河',
    path: [
      [-12.2, 6.4],
      [-9.0, 6.9],
      [-5.6, 6.2],
    ],
    level: '区级',
    from: '直溪集镇',
    to: '丹金溧漕河口',
    metres: 6800,
  },
];
for (const [i, { name, path, level, from, to, metres }] of rivers.entries()) {
  const line = path.flatMap((p, k) => (path[k + 1] ? [p, ...wander(p, path[k + 1])] : [p]));
  add(
    'river',
    `H-${three(i + 1)}`,
    name,
    { type: 'LineString', coordinates: line.map(toLngLat) },
    {
      bufferMetres: 30,
      fields: {
        level,
        sectionFrom: from,
        sectionTo: to,
        lengthMetres: metres,
        waterTarget: 'Ⅲ类',
        responsible: 'U-WATER',
      },
    },
  );
}

const greens = [
  '愚池公园',
  '华罗庚公园',
  '东门街心绿地',
  '清风路绿带',
  '环园小游园',
  '西门广场绿地',
  '河滨绿廊',
  '景潭游园',
];
const taken = [...compounds, ...alleys];
for (const [i, name] of greens.entries()) {
  const at = freePoints(0.13).find((p) => {
    const home = communityAt(p);
    const fits = home && rectangle(p, 0.16, 0.12, 0.1).every((q) => communityAt(q) === home);
    return fits && taken.every((other) => far(other.at, p) > 0.24);
  });
  if (!at) throw new Error(`no room for ${name}`);
  taken.push({ at });
  add('green', `L-${three(i + 1)}`, name, polygon(rectangle(at, 0.16, 0.12, 0.1)), {
    fields: {
      grade: ['一级', '二级', '三级'][i % 3],
      greenType: name.endsWith('公园') ? '公园绿地' : '广场绿地',
      responsible: 'U-GREENING',
      trees: 60 + i * 25,
      missingTrees: [0, 0, 3, 1][i % 4],
    },
  });
}

const vendorPoints = [
  {
    name: '相府前路早餐疏导点',
    road: '相府前路',
    share: 0.35,
    goods: '早餐、小吃',
    stalls: 24,
    hours: '05:30-09:30',
    until: '2027-12-31',
  },
  {
    name: '环园路花鸟市场疏导点',
    road: '环园路',
    share: 0.5,
    goods: '花鸟鱼虫',
    stalls: 46,
    hours: '07:00-17:30',
    until: '2026-12-31',
  },
  {
    name: '清风路夜市疏导点',
    road: '清风路',
    share: 0.6,
    goods: '小吃、百货',
    stalls: 38,
    hours: '17:30-22:30',
    until: '2028-06-30',
  },
  {
    name: '金坛大道果蔬疏导点',
    road: '金坛大道',
    share: 0.3,
    goods: '自产果蔬',
    stalls: 16,
    hours: '06:00-11:00',
    until: '2027-06-30',
  },
];
for (const [i, { name, road, share, goods, stalls, hours, until }] of vendorPoints.entries()) {
  add('vendor_point', `SD-${three(i + 1)}`, name, point(beside(roadOf(road), share, 0.03)), {
    fields: {
      goods,
      stalls,
      hours,
      standard: '统一棚具、油水分离、收摊净场，不占盲道和消防通道',
      startedOn: '2024-05-01',
      phaseOutOn: until,
      keeper: i % 2 === 0 ? 'U-SQUAD-E' : 'U-SQUAD-W',
    },
  });
}

for (const [i, { name, at }] of compounds.entries()) {
  const home = communityAt(at);
  add('sorting_facility', `FL-${three(i + 1)}`, `${name}分类亭`, point([at[0] + 0.09, at[1] - 0.07]), {
    fields: {
      facility: i % 3 === 0 ? '定时定点站' : '四分类亭',
      serves: '小区',
      households: 180 + ((i * 37) % 400),
      bins: 6 + (i % 4) * 2,
      hours: '06:00-09:00,17:30-20:30',
      collector: cleanerOf(home),
      startedOn: '2025-03-01',
    },
  });
}

const sites = [
  '滨湖新城安置房工地',
  '东环路快速化工地',
  '钱资湖学校工地',
  '金城医院扩建工地',
  '尧塘产业园二期工地',
  '西门片区雨污分流工地',
];
for (const [i, name] of sites.entries()) {
  const line = lines[(i * 4 + 2) % lines.length];
  add('construction_site', `GD-${three(i + 1)}`, name, point(beside(line, 0.3 + i * 0.08, 0.09)), {
    fields: {
      permitNo: `32041320260${3 + i}0${10 + i}01`,
      builder: '金坛区城市建设投资公司',
      contractor: ['宏图建设', '江南市政', '方圆建工'][i % 3],
      startOn: `2026-0${1 + i}-10`,
      endOn: `2027-0${4 + (i % 5)}-30`,
      stage: ['土方', '主体', '土方', '装饰', '主体', '土方'][i],
      washing: i !== 3,
    },
  });
}

/** Class, name, metres between two of them, how far from the middle of the road. */
const along = [
  ['01037', '路灯', 620, 0.021, '金坛区路灯管理所'],
  ['01002', '污水井盖', 1150, 0.006, '金坛区排水与水利管理所'],
  ['01004', '雨水箅子', 1310, 0.012, '金坛区排水与水利管理所'],
  ['03005', '垃圾箱', 970, 0.019, '金坛区环境卫生管理处'],
  ['04002', '行道树', 1210, -0.018, '金坛区园林绿化管理处'],
];
const serials = new Map();
for (const line of lines.slice(0, 10)) {
  const metres = line.path.slice(1).reduce((sum, to, i) => sum + far(line.path[i], to), 0) * 1000;
  for (const [classCode, name, step, off, keeper] of along) {
    for (let at = step / 2; at < metres; at += step) {
      const spot = beside(line, at / metres, off);
      if (!communityAt(spot)) continue;
      const serial = (serials.get(classCode) ?? 0) + 1;
      serials.set(classCode, serial);
      add('component', `320413${classCode}${String(serial).padStart(6, '0')}`, name, point(spot), {
        fields: {
          departmentCode: '11320482014139000X',
          departmentName: '常州市金坛区城市管理局',
          keeperName: keeper,
          state: serial % 23 === 0 ? '破损' : '完好',
          initialOn: '2026-03-01',
          source: '演示绘制',
        },
      });
    }
  }
}
write(archivesTarget, features);
