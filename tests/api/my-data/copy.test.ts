import { complaintContracts } from '@gongzhi/shared/complaints/contract';
import mongoose from 'mongoose';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { caseAt, done, newKey, openWorld, stored, type World } from '../issues/world';

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  const pictureId = await world.upload('reporter');
  id = await caseAt(world, 'closed', { pictureIds: [pictureId] });
  await done(world, 'reporter', id, 'rate', { solved: true, score: 4, words: '很快' });
  const other = await caseAt(world, 'accepted');
  await done(world, 'neighbour', other, 'join', {});
  await world.call('reporter', 'POST', complaintContracts.make.path, {
    key: newKey(),
    reason: 'unfair',
    words: '等得太久',
  });
  await runWorkerOnce();
}, 60_000);
afterAll(() => world.close());

test('everything that is kept about a person, in words, and nothing about others', async () => {
  const { status, headers, body } = await world.call('reporter', 'GET', '/me/copy');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toContain('my-data.json');
  expect(headers.get('cache-control')).toContain('private');
  expect(Object.keys(body)).toEqual([
    '说明',
    '生成时间',
    '账号',
    '登录记录',
    '岗位',
    '案件',
    '照片',
    '消息',
    '投诉与反馈',
    '保存的筛选',
  ]);
  expect(body.账号).toMatchObject({ 称呼: '名reporter', 手机号: '13912345678', 同意记录: [{ 版本: 1 }] });
  expect(body.案件).toHaveLength(2);
  const own = body.案件.find((each: { 案件编号: string }) => each.案件编号 === body.案件.at(-1).案件编号);
  expect(own).toMatchObject({
    与我的关系: '我上报的',
    文字: '路边有一堆垃圾没人收',
    评价: { 解决了: true, 分数: 4, 写的话: '很快' },
  });
  const picture = await fetch(own.照片[0]);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(body.照片.length).toBeGreaterThan(0);
  expect(body.消息.length).toBeGreaterThan(0);
  expect(body.投诉与反馈).toEqual([
    expect.objectContaining({ 原因: '办理不公', 写的话: '等得太久', 答复: null }),
  ]);
  const text = JSON.stringify(body);
  for (const stranger of ['neighbour', 'dispatcher', 'officer', 'grid'])
    expect(text).not.toContain(`名${stranger}`);
  expect(text).not.toContain('passwordHash');
});

test('who joined gets that they joined, not what the reporter wrote', async () => {
  const { body } = await world.call('neighbour', 'GET', '/me/copy');
  expect(body.案件).toEqual([
    expect.objectContaining({
      与我的关系: '我也遇到了',
      我做过的: [expect.objectContaining({ 做了什么: '也遇到了' })],
    }),
  ]);
  expect(JSON.stringify(body.案件)).not.toContain('一堆垃圾');
});

test('posts are in it for who holds some', async () => {
  const { body } = await world.call('dispatcher', 'GET', '/me/copy');
  expect(body.岗位).toEqual([expect.objectContaining({ 角色: '派遣员', 范围: '地district' })]);
});

test('nobody but oneself', async () => {
  expect((await world.call(null, 'GET', '/me/copy')).status).toBe(401);
});

test('five thousand cases come out whole', async () => {
  const { _id: _, ...template } = await stored(id);
  const many = Array.from({ length: 5000 }, (_, i) => ({
    ...template,
    _id: new mongoose.Types.ObjectId(),
    number: `many-${i}`,
    createKey: `many-${i}`,
  }));
  for (let i = 0; i < many.length; i += 500)
    await IssueModel.collection.insertMany(many.slice(i, i + 500) as never);
  const { status, body } = await world.call('reporter', 'GET', '/me/copy');
  expect(status).toBe(200);
  expect(body.案件).toHaveLength(5002);
  expect(new Set(body.案件.map((each: { 案件编号: string }) => each.案件编号)).size).toBe(5002);
  await IssueModel.deleteMany({ number: /^many-/ });
}, 120_000);
