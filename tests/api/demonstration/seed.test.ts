import { identityContracts } from '@gongzhi/shared/identity/contract';
import { objectKinds } from '@gongzhi/shared/places/labels';
import { postRoles } from '@gongzhi/shared/posts/schema';
import { unitKinds } from '@gongzhi/shared/standards/labels';
import mongoose from 'mongoose';
import { seedDemonstration } from '../../../api/src/demonstration/seed-demonstration';
import { organisationsForLine } from '../../../api/src/modules/organisations/organisations.queries';
import { objectsOfKind } from '../../../api/src/modules/places/objects.queries';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { allPlaces, district, placesAt } from '../../../api/src/modules/places/place-index';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { clock } from '../../../api/src/platform/clock';
import { startTestApp, type TestApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await seedDemonstration(clock.now());
});
afterAll(() => app.stop());

test('a second seeding adds nothing', async () => {
  expect(await seedDemonstration(clock.now())).toEqual({ places: 0, organisations: 0, people: 0, posts: 0 });
});

test('what people change in it stays, also when the program starts again', async () => {
  const [toilet] = await objectsOfKind('toilet');
  const _id = new mongoose.Types.ObjectId(toilet?.id);
  await PlaceModel.updateOne({ _id }, { $set: { name: '改过的名字' } });
  await PostModel.updateMany({ role: 'chief' }, { $set: { endedAt: clock.now() } });
  expect(await seedDemonstration(clock.now())).toEqual({ places: 0, organisations: 0, people: 0, posts: 0 });
  expect(await PlaceModel.findById(_id).lean()).toMatchObject({ name: '改过的名字' });
  expect(await PostModel.countDocuments({ role: 'chief', endedAt: null })).toBe(0);
  // Asked for again, the place is what it was; who left stays gone.
  const again = { places: 0, organisations: 0, people: 0, posts: 0 };
  expect(await seedDemonstration(clock.now(), { again: true })).toEqual(again);
  expect(await PlaceModel.findById(_id).lean()).toMatchObject({ name: toilet?.name });
  expect(await PostModel.countDocuments({ role: 'chief', endedAt: null })).toBe(0);
  await PostModel.updateMany({ role: 'chief' }, { $set: { endedAt: null } });
});

test('there is something of every kind of object, marked as drawn', async () => {
  expect(await objectsOfKind('toilet')).toHaveLength(24);
  for (const kind of objectKinds) {
    const some = await objectsOfKind(kind);
    expect(some.length).toBeGreaterThan(3);
    expect(some.every(({ demo, parentId }) => demo && parentId !== null)).toBe(true);
  }
});

test('Jintan has its nine streets and towns, and everything is marked as drawn', () => {
  const towns = allPlaces().filter(({ kind }) => kind === 'town' || kind === 'street_office');
  expect(towns.map(({ name }) => name).sort()).toEqual(
    ['东城街道', '西城街道', '尧塘街道', '金城镇', '儒林镇', '直溪镇', '朱林镇', '薛埠镇', '指前镇'].sort(),
  );
  expect(allPlaces().every(({ demo }) => demo)).toBe(true);
  expect(
    allPlaces()
      .filter(({ kind }) => kind === 'cell')
      .every(({ code }) => /^320413\d{9}$/.test(code)),
  ).toBe(true);
});

test('towns and communities tile the district: any point lies in exactly one of each', () => {
  const rings = district()?.geometry;
  expect(rings?.type).toBe('Polygon');
  let inside = 0;
  for (let lng = 119.3; lng < 119.77; lng += 0.0057) {
    for (let lat = 31.56; lat < 31.88; lat += 0.0053) {
      const kinds = placesAt([lng, lat]).map(({ kind }) => kind);
      if (!kinds.includes('district')) {
        expect(kinds).toEqual([]);
        continue;
      }
      inside++;
      expect(kinds.filter((kind) => kind === 'town' || kind === 'street_office')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'community' || kind === 'village')).toHaveLength(1);
    }
  }
  expect(inside).toBeGreaterThan(2000);
});

test('every line of work has a unit, everywhere', async () => {
  const all = allPlaces().filter(({ kind }) => kind === 'town' || kind === 'street_office');
  for (const line of unitKinds.filter((kind) => kind !== 'property')) {
    for (const town of all) {
      expect({
        line,
        town: town.name,
        units: (await organisationsForLine(line, [town.id])).length,
      }).not.toMatchObject({
        units: 0,
      });
    }
  }
});

test('somebody can be picked for every role', async () => {
  const { items } = (await app.call(identityContracts.demoPeople)).body;
  const roles = new Set(items.map(({ role }) => role));
  expect([...postRoles, 'resident'].filter((role) => !roles.has(role as 'resident'))).toEqual([]);
  const [first] = items;
  const { body } = await app.call(identityContracts.signInDemo, { body: { accountId: first?.id ?? '' } });
  expect(body.accessToken).toBeTruthy();
});
