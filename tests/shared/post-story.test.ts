import type { PostView } from '@gongzhi/shared/posts/schema';
import { openWords, postStory } from '@gongzhi/shared/posts/story';

const now = new Date('2026-11-24T02:00:00Z');
const post = (more: Partial<PostView> & { who: string }): PostView => ({
  id: 'a'.repeat(24),
  role: 'chief',
  scope: { kind: 'place', id: 'b'.repeat(24), name: '相府前路' },
  account: { id: 'c'.repeat(24), name: more.who },
  title: '相府前路街巷长',
  from: '2026-01-05T00:00:00.000Z',
  until: null,
  endedAt: null,
  appointedBy: '韩朗',
  endedWhy: null,
  actingFor: null,
  handover: null,
  takenFrom: null,
  ...more,
});

const table: [string, PostView[], string[]][] = [
  ['nobody was ever in it', [], []],
  ['one who is in it', [post({ who: '罗长庚' })], ['appointed 罗长庚任职，韩朗任命']],
  [
    'from hand to hand: appointed, acted for, handed over, left',
    [
      post({
        who: '毕文清',
        from: '2026-06-01T01:00:00.000Z',
        endedAt: '2026-09-01T01:00:00.000Z',
        endedWhy: '退休',
        takenFrom: { postId: 'a'.repeat(24), name: '罗长庚' },
      }),
      post({
        who: '郝清风',
        from: '2026-03-01T01:00:00.000Z',
        until: '2026-03-08T01:00:00.000Z',
        actingFor: { postId: 'a'.repeat(24), name: '罗长庚' },
      }),
      post({
        who: '罗长庚',
        endedAt: '2026-06-01T01:00:00.000Z',
        endedWhy: '交接',
        handover: {
          toPostId: 'd'.repeat(24),
          to: '毕文清',
          note: '东头窨井还在修',
          open: [
            { state: 'dispatched', count: 3 },
            { state: 'handled', count: 1 },
          ],
        },
      }),
    ],
    [
      'appointed 罗长庚任职，韩朗任命',
      'acting 郝清风代理罗长庚，到 2026-03-08',
      'actingOver 郝清风代理到期',
      'handedOver 罗长庚交接给毕文清，当时未办完：处置中 3 件、待核查 1 件 东头窨井还在修',
      'appointed 毕文清接任罗长庚，韩朗任命',
      'ended 毕文清卸任 退休',
    ],
  ],
  [
    'a term that ran out, and one that has not begun',
    [
      post({ who: '安如山', from: '2026-12-01T00:00:00.000Z', until: '2027-12-01T00:00:00.000Z' }),
      post({ who: '时怀古', until: '2026-06-30T00:00:00.000Z' }),
    ],
    ['appointed 时怀古任职，韩朗任命', 'expired 时怀古任期届满', 'appointed 安如山任职，韩朗任命'],
  ],
  [
    'a hand-over with nothing open',
    [
      post({
        who: '罗长庚',
        endedAt: '2026-06-01T01:00:00.000Z',
        handover: { toPostId: 'd'.repeat(24), to: '毕文清', note: '', open: [] },
      }),
    ],
    ['appointed 罗长庚任职，韩朗任命', 'handedOver 罗长庚交接给毕文清，当时没有未办完的案件'],
  ],
];

test.each(table)('%s', (_, posts, story) => {
  expect(postStory(posts, now).map(({ kind, text, note }) => `${kind} ${text} ${note}`.trim())).toEqual(
    story,
  );
});

test('what is open, in words', () => {
  expect(openWords([])).toBe('');
  expect(openWords([{ state: 'reported', count: 2 }])).toBe('待受理 2 件');
});
