jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

import {
  asNewReport,
  edited,
  emptyDraft,
  missingIn,
  type ReportDraft,
  reportOf,
  worthKeeping,
} from '../../../miniapp/src/features/issues/drafts/report-draft';
import { reportInput } from '../../../shared/src/issues/schema';

const account = 'c'.repeat(24);
const draft: ReportDraft = {
  ...emptyDraft(account, 0),
  key: 'a-key-made-once',
  step: 3,
  text: ' 路灯不亮 ',
  groupCode: 'lighting_power',
  point: [119.57, 31.72],
  address: '东门',
};
const community = { id: 'a'.repeat(24), name: '紫金社区' };
const picture = { key: 'draft-1-a', kept: true, uploaded: null, refused: null };

describe('a report in the making', () => {
  it('becomes what the API takes', () => {
    const report = reportOf(draft, ['b'.repeat(24)]);
    expect(reportInput.parse(report)).toMatchObject({
      key: 'a-key-made-once',
      text: '路灯不亮',
      place: { point: [119.57, 31.72], origin: 'gps', address: '东门' },
    });
  });

  it('takes a community and a typed address instead of a point', () => {
    const report = reportOf({ ...draft, typed: true, community }, []);
    expect(reportInput.parse(report).place).toEqual({ communityId: community.id, address: '东门' });
  });

  it.each([
    ['no place', { point: null }, ['point']],
    ['a typed address without a community', { typed: true }, ['community']],
    ['a community without an address', { typed: true, community, address: ' ' }, ['address']],
    ['neither words nor pictures', { text: '  ' }, ['text']],
  ])('cannot be sent with %s, and says so', (_, lacking, missing) => {
    expect(reportOf({ ...draft, ...lacking }, [])).toBeNull();
    expect(Object.keys(missingIn({ ...draft, ...lacking }))).toEqual(missing);
  });

  it('can be sent with a picture and no words, before the picture is uploaded', () => {
    const silent = { ...draft, text: '', pictures: [picture] };
    expect(missingIn(silent)).toEqual({});
    expect(reportInput.safeParse(reportOf(silent, ['b'.repeat(24)])).success).toBe(true);
  });

  it('is kept for what a person did, not for a place the telephone guessed', () => {
    const guessed: ReportDraft = { ...emptyDraft(account, 0), point: [119.57, 31.72], step: 1 };
    expect(worthKeeping(guessed)).toBe(false);
    for (const work of [
      { text: '灯' },
      { pictures: [picture] },
      { groupCode: 'road' },
      { address: '东门' },
    ]) {
      expect(worthKeeping({ ...guessed, ...work })).toBe(true);
    }
  });
});

describe('a change', () => {
  it('before any try leaves the key free for it', () => {
    expect(edited(draft, { text: '两盏灯不亮' }).sending).toMatchObject({
      tried: false,
      changedSince: false,
    });
  });

  it('after a try gives up the words of that try and remembers that they may have arrived', () => {
    const tried = { ...draft, sending: { ...draft.sending, body: reportOf(draft, []), tried: true } };
    expect(edited(tried, { text: '两盏灯不亮' }).sending).toMatchObject({ body: null, changedSince: true });
  });

  it('of the place forgets what the old place was called', () => {
    expect(edited({ ...draft, placeName: '西门' }, { point: [119.58, 31.72] }).placeName).toBe('');
  });

  it('can go as another report, with a key of its own and nothing tried', () => {
    const again = asNewReport({ ...draft, sending: { ...draft.sending, tried: true, changedSince: true } });
    expect(again.key).not.toBe(draft.key);
    expect(again).toMatchObject({ text: draft.text, trouble: null, sending: { tried: false, body: null } });
  });
});
