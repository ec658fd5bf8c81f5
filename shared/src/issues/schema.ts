import { z } from 'zod';
import { commandKey, id, instant, pageOf, point, someWords, words } from '../fields';
import { picture, pictureLimits } from '../files/schema';
import { placeBrief } from '../places/schema';
import { postRole } from '../posts/schema';
import { limitUnits } from '../standards/labels';
import { reasonCodes } from './reasons';
import { issueCommands } from './rules';
import { issueStates } from './states';

export const issueKinds = ['problem', 'suggestion'] as const;
export const issueKindLabels: Record<(typeof issueKinds)[number], string> = {
  problem: '问题',
  suggestion: '建言',
};
export const issueSources = ['miniapp', 'web', 'hotline_12319', 'hotline_12345', 'patrol'] as const;
export const issueSourceLabels: Record<(typeof issueSources)[number], string> = {
  miniapp: '小程序',
  web: '网页',
  hotline_12319: '12319 来电',
  hotline_12345: '12345 转办',
  patrol: '巡查发现',
};
export const stepNames = ['accept', 'file', 'dispatch', 'handle', 'verify'] as const;

const matterCode = z.string().regex(/^\d{5}$/, '类别代码是 5 位数字');
const groupCode = z.string().regex(/^[a-z_]{2,30}$/);
const pictureIds = (least: number) =>
  z
    .array(id)
    .min(least, least > 0 ? '至少要有一张照片' : undefined)
    .max(pictureLimits.perReport, `最多 ${pictureLimits.perReport} 张照片`)
    .refine((ids) => new Set(ids).size === ids.length, '同一张照片只算一次');

// What commands bring

/** A point, or a community with a typed address when the point is not known. */
export const placeInput = z.union([
  z.object({
    point,
    origin: z.enum(['gps', 'pin', 'picture']).default('pin'),
    address: words(120).default(''),
  }),
  z.object({ communityId: id, address: someWords(120) }),
]);
export type PlaceInput = z.infer<typeof placeInput>;

export const callerInput = z.object({
  name: someWords(20),
  phone: z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/, '请填手机号或带区号的座机号'),
});

export const reportInput = z
  .object({
    key: commandKey,
    kind: z.enum(issueKinds).default('problem'),
    text: words(1000).default(''),
    groupCode: groupCode.optional(),
    matterCode: matterCode.optional(),
    pictureIds: pictureIds(0).default([]),
    place: placeInput,
    /** Whether the unit that handles it may see the reporter's name and phone. */
    shareContact: z.boolean().default(false),
    source: z.enum(issueSources).default('web'),
    /** The post of the chief it is meant for; the chief hears of it, the desk works on it as on any other. */
    addressedTo: id.optional(),
    /** Only a dispatcher enters somebody else's report. */
    caller: callerInput.optional(),
  })
  .refine((report) => report.text.length > 0 || report.pictureIds.length > 0, {
    path: ['text'],
    message: '写几个字，或者拍一张照片',
  });
export type ReportInput = z.infer<typeof reportInput>;

export const joinInput = z.object({ key: commandKey });
export const acceptInput = z.object({
  key: commandKey,
  matterCode,
  /** Only when the place is to be put right; otherwise the reported one is confirmed. */
  place: placeInput.optional(),
  /** What the public may read; null publishes no words. */
  publicText: words(1000).nullable(),
  publicPictureIds: pictureIds(0),
});
export const refuseInput = z.object({
  key: commandKey,
  reason: z.enum(reasonCodes('refuse')),
  words: someWords(500),
});
export const correctInput = z
  .object({
    key: commandKey,
    matterCode: matterCode.optional(),
    place: placeInput.optional(),
    publicText: words(1000).nullable().optional(),
    publicPictureIds: pictureIds(0).optional(),
    words: someWords(500),
  })
  .refine(
    (c) => [c.matterCode, c.place, c.publicText, c.publicPictureIds].some((change) => change !== undefined),
    {
      path: ['words'],
      message: '没有要更正的内容',
    },
  );
export const fileInput = z.object({ key: commandKey, conditionCode: z.string().min(1).max(40) });
export const dispatchInput = z.object({ key: commandKey, organisationId: id, words: words(500).default('') });
export const returnInput = z.object({
  key: commandKey,
  reason: z.enum(reasonCodes('return')),
  words: someWords(500),
});
export const recallInput = z.object({
  key: commandKey,
  reason: z.enum(reasonCodes('recall')),
  words: words(500).default(''),
});
/** A problem is put right with at least one picture of afterwards; a suggestion is answered in words. */
export const handleInput = z.object({
  key: commandKey,
  words: someWords(1000),
  pictureIds: pictureIds(0).default([]),
});
export const passInput = z.object({
  key: commandKey,
  standardMet: z.literal(true, { error: '达到结案标准才能通过' }),
  words: words(500).default(''),
  pictureIds: pictureIds(1),
});
export const failInput = z.object({
  key: commandKey,
  reason: z.enum(reasonCodes('fail')),
  words: words(500).default(''),
  pictureIds: pictureIds(1),
});
export const closeInput = z.object({ key: commandKey, result: someWords(1000) });
export const rateInput = z.object({
  key: commandKey,
  solved: z.boolean(),
  score: z.number().int().min(1, '请打 1–5 分').max(5, '请打 1–5 分'),
  words: words(500).default(''),
});
export const reopenInput = z.object({ key: commandKey, words: someWords(500) });
export const withdrawInput = z.object({ key: commandKey, words: words(200).default('') });

/** Why the bureau covers what is public, or shows it again: for colleagues and the reporter. */
export const coverInput = z.object({ key: commandKey, words: someWords(200) });

// What is shown

export const issueCard = z.object({
  id,
  number: z.string(),
  kind: z.enum(issueKinds),
  state: z.enum(issueStates),
  /** First words, or the class where the words are not public. */
  title: z.string(),
  matter: z.object({ code: matterCode, name: z.string() }).nullable(),
  group: z.object({ code: groupCode, name: z.string() }).nullable(),
  address: z.string(),
  /** Exact, or the middle of its H3 cell where the exact point is not for this reader. */
  point: point.nullable(),
  exact: z.boolean(),
  thumb: z.string().nullable(),
  due: z.object({ at: instant, provisional: z.boolean(), step: z.enum(stepNames) }).nullable(),
  assignedTo: z.object({ id, name: z.string() }).nullable(),
  rework: z.number().int(),
  joinCount: z.number().int(),
  mine: z.enum(['reported', 'joined']).nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
  /** Commands this reader may give now: in the lists of those who work on cases. */
  abilities: z.array(z.enum(issueCommands)).optional(),
});
export type IssueCard = z.infer<typeof issueCard>;
export const issuePage = pageOf(issueCard);

export const nearbyIssue = issueCard.extend({ distanceMetres: z.number().int().nullable() });

export const stepFact = z.object({
  step: z.enum(stepNames),
  startedAt: instant,
  dueAt: instant.nullable(),
  provisional: z.boolean(),
  doneAt: instant.nullable(),
  inTime: z.boolean().nullable(),
});

export const timelineEntry = z.object({
  id: z.string(),
  at: instant,
  command: z.enum(issueCommands),
  /** The state this step led to. */
  state: z.enum(issueStates),
  /** Who, as this reader may know it: 居民, 派遣员, 环卫处 … */
  by: z.string(),
  /** One plain sentence of what happened. */
  text: z.string(),
  words: z.string(),
  pictures: z.array(picture),
  warnings: z.array(z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const issueDetail = issueCard.extend({
  text: z.string(),
  pictures: z.array(picture),
  /** Pictures of the last handling, the "after" of before and after. */
  afterPictures: z.array(picture),
  places: z.array(placeBrief),
  condition: z
    .object({
      code: z.string(),
      text: z.string(),
      limit: z.object({ amount: z.number().int(), unit: z.enum(limitUnits) }),
      closingStandard: z.string(),
    })
    .nullable(),
  steps: z.array(stepFact),
  timeline: z.array(timelineEntry),
  /** Name and phone for who may see them; null otherwise. */
  reporter: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  source: z.enum(issueSources),
  /** Whom the reporter addressed it to; for the reporter and those who work on it. */
  addressedTo: z.object({ postId: id, role: postRole, place: placeBrief }).nullable(),
  /** For the desk: what the public sees. Null for everybody else. */
  publication: z.object({ text: z.string().nullable(), pictureIds: z.array(id) }).nullable(),
  /** Its public words and pictures are covered while a complaint is looked into. */
  covered: z.boolean(),
  result: z.string().nullable(),
  rating: z
    .object({ solved: z.boolean(), score: z.number().int(), words: z.string(), at: instant })
    .nullable(),
  closedAt: instant.nullable(),
  /** Commands this reader may give now; the interface offers exactly these. */
  abilities: z.array(z.enum(issueCommands)),
});
export type IssueDetail = z.infer<typeof issueDetail>;

/** Answer to every command: the case as it is now. `repeated` when the same key had been done before. */
export const commandResult = z.object({
  issue: issueDetail,
  repeated: z.boolean(),
  /** Plain sentences to show, e.g. that a picture was taken far away. */
  warnings: z.array(z.string()),
});
export type CommandResult = z.infer<typeof commandResult>;

/** The arithmetic of the present due time, for showing on tap. */
export const dueExplanation = z.object({
  step: z.enum(stepNames),
  startedAt: instant,
  limitText: z.string(),
  dueAt: instant,
  provisional: z.boolean(),
  spans: z.array(
    z.object({
      from: instant,
      to: instant,
      minutes: z.number().int(),
      counts: z.boolean(),
      note: z.string(),
    }),
  ),
});

/** Units that could handle a case, best first, with the reason in words. */
export const candidate = z.object({
  organisationId: id,
  name: z.string(),
  reasons: z.array(z.string()),
  openCases: z.number().int(),
  suggested: z.boolean(),
});
