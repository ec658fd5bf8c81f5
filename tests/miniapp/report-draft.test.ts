jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

import { type ReportDraft, reportOf } from '../../miniapp/src/features/issues/report-draft';
import { reportInput } from '../../shared/src/issues/schema';

const draft: ReportDraft = {
  key: 'a-key-made-once',
  step: 3,
  pictures: [],
  kind: 'problem',
  text: ' 路灯不亮 ',
  groupCode: 'lighting_power',
  matterCode: null,
  point: [119.57, 31.72],
  origin: 'gps',
  address: '东门',
  typed: false,
  community: null,
  shareContact: false,
};
const community = { id: 'a'.repeat(24), name: '紫金社区' };

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
    ['no place', { ...draft, point: null }],
    ['a community without an address', { ...draft, typed: true, community, address: ' ' }],
    ['neither words nor pictures', { ...draft, text: '  ' }],
  ])('cannot be sent with %s', (_, incomplete) => {
    expect(reportOf(incomplete as ReportDraft, [])).toBeNull();
  });

  it('can be sent with a picture and no words', () => {
    expect(reportInput.safeParse(reportOf({ ...draft, text: '' }, ['b'.repeat(24)])).success).toBe(true);
  });
});
