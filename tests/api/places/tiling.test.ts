import { placeContracts } from '@gongzhi/shared/places/contract';
import { importOrganisations } from '../../../api/src/modules/organisations/import-organisations';
import { importPlaces } from '../../../api/src/modules/places/import-places';
import { placeByCode } from '../../../api/src/modules/places/place-index';
import { checkTiling, squareMetresOf } from '../../../api/src/modules/places/tiling';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp, type TestPerson } from '../../support/app';
import { box, feature, makeSmallDistrict, unitScope } from '../../support/small-district';

/** Metres of a degree at 31.7°, by hand: 111,195 m north, × cos 31.7° east. */
const north = 111_195.08;
const east = (lat: number) => north * Math.cos((lat * Math.PI) / 180);
const near = (value: number, exact: number) => expect(Math.abs(value / exact - 1)).toBeLessThan(0.0005);

test('square metres of a rectangle are those reckoned by hand', () => {
  near(squareMetresOf(box(119.5, 31.7, 119.51, 31.71)), 0.01 * north * 0.01 * east(31.705));
  const holed = box(119.5, 31.7, 119.51, 31.71);
  const hole = box(119.502, 31.702, 119.503, 31.703);
  if (holed.type !== 'Polygon' || hole.type !== 'Polygon') throw new Error('a box is a polygon');
  const whole = squareMetresOf(holed);
  holed.coordinates.push(hole.coordinates[0] ?? []);
  near(whole - squareMetresOf(holed), 0.001 * north * 0.001 * east(31.7025));
});

describe('a community and the areas that should cover it', () => {
  const within = box(119.5, 31.7, 119.52, 31.72);
  const left = { id: 'left', geometry: box(119.5, 31.7, 119.51, 31.72) };
  const right = { id: 'right', geometry: box(119.51, 31.7, 119.52, 31.72) };

  test('without gap or overlap there is nothing to tell', () => {
    expect(checkTiling(within, [left, right])).toEqual({ gaps: [], overlaps: [], beyond: [] });
  });

  test('a strip nobody cleans is a gap', () => {
    const short = { id: 'right', geometry: box(119.512, 31.7, 119.52, 31.72) };
    const { gaps, overlaps } = checkTiling(within, [left, short]);
    expect([gaps.length, overlaps.length]).toEqual([1, 0]);
    near(gaps[0]?.squareMetres ?? 0, 0.002 * east(31.71) * 0.02 * north);
    expect(gaps[0]?.geometry.type).toBe('Polygon');
  });

  test('a strip two clean is an overlap, and it says which two', () => {
    const wide = { id: 'right', geometry: box(119.509, 31.7, 119.52, 31.72) };
    const { gaps, overlaps } = checkTiling(within, [left, wide]);
    expect(gaps).toEqual([]);
    expect(overlaps.map(({ areaIds }) => areaIds)).toEqual([['left', 'right']]);
    near(overlaps[0]?.squareMetres ?? 0, 0.001 * east(31.71) * 0.02 * north);
  });

  test('an area that reaches beyond the border is told', () => {
    const far = { id: 'right', geometry: box(119.51, 31.7, 119.523, 31.72) };
    const { gaps, beyond } = checkTiling(within, [left, far]);
    expect([gaps.length, beyond.length, beyond[0]?.areaId]).toEqual([0, 1, 'right']);
    near(beyond[0]?.squareMetres ?? 0, 0.003 * east(31.71) * 0.02 * north);
  });

  test('a hole in the middle, two islands, and nothing at all', () => {
    const around = {
      id: 'ring',
      geometry: {
        type: 'Polygon' as const,
        coordinates: [
          ...(within.type === 'Polygon' ? within.coordinates : []),
          ...(box(119.505, 31.705, 119.506, 31.706) as { coordinates: [number, number][][] }).coordinates,
        ],
      },
    };
    expect(checkTiling(within, [around]).gaps).toHaveLength(1);
    near(checkTiling(within, []).gaps[0]?.squareMetres ?? 0, squareMetresOf(within));
  });

  test('differences of drawing are not told: a centimetre along the whole border', () => {
    const slip = { id: 'right', geometry: box(119.5100001, 31.7, 119.52, 31.72) };
    expect(checkTiling(within, [left, slip])).toEqual({ gaps: [], overlaps: [], beyond: [] });
  });
});

describe('over HTTP', () => {
  let app: TestApp;
  let officer: TestPerson;
  let resident: TestPerson;
  const id = (code: string) => placeByCode(code)?.id ?? '';
  beforeAll(async () => {
    app = await startTestApp();
    await makeSmallDistrict();
    officer = await app.addPerson('处员', { role: 'unit_officer', scope: await unitScope('U-1') });
    resident = await app.addPerson('居民');
    const clean = (code: string, shape: ReturnType<typeof box>) =>
      feature('cleaning_area', code, `保洁${code}`, shape, {
        fields: { grade: '一级', responsible: 'U-1', rounds: 3 },
      });
    const report = await importPlaces(
      [
        clean('BJ-1', box(119.5, 31.7, 119.521, 31.74)),
        clean('BJ-2', box(119.52, 31.7, 119.54, 31.73)),
        clean('BJ-3', box(119.56, 31.76, 119.57, 31.77)),
      ],
      { dryRun: false },
      clock.now(),
    );
    expect(report.errors).toEqual([]);
    expect(await importOrganisations([], { dryRun: true }, clock.now())).toMatchObject({ errors: [] });
  });
  afterAll(() => app?.stop());
  const tiling = (code: string, as: TestPerson | undefined = officer, kind?: 'road' | 'cell') =>
    app.call(placeContracts.tiling, { as, params: { id: id(code) }, query: { kind } });

  test('the planted gap and overlap are found, with the two areas', async () => {
    const { body } = await tiling('320413001001');
    expect(body).toMatchObject({ within: { name: '东门社区' }, kind: 'cleaning_area', beyond: [] });
    expect(body.areas.map(({ code }) => code)).toEqual(['BJ-1', 'BJ-2']);
    expect(body.overlaps.map(({ areaIds }) => areaIds)).toEqual([[id('BJ-1'), id('BJ-2')]]);
    near(body.overlaps[0]?.squareMetres ?? 0, 0.001 * east(31.715) * 0.03 * north);
    expect(body.gaps).toHaveLength(1);
    near(body.gaps[0]?.squareMetres ?? 0, 0.019 * east(31.735) * 0.01 * north);
  });

  test('is refused where it makes no sense or to whom it does not concern', async () => {
    expect((await tiling('R-1')).status).toBe(422);
    expect((await tiling('320413001', officer, 'road')).status).toBe(422);
    expect((await tiling('320413001', resident)).error?.code).toBe('FORBIDDEN');
    const anonymous = await app.call(placeContracts.tiling, { params: { id: id('320413') }, query: {} });
    expect(anonymous.error?.code).toBe('NOT_SIGNED_IN');
    const missing = { as: officer, params: { id: 'f'.repeat(24) }, query: {} };
    expect((await app.call(placeContracts.tiling, missing)).status).toBe(404);
  });
});
