import { z } from 'zod';

/** Every error the API can answer with: its HTTP status and what the person reads. */
export const errorTable = {
  BAD_REQUEST: { status: 400, message: '请求的格式不对，请检查后再试' },
  VALIDATION_FAILED: { status: 422, message: '有几处需要修改' },
  NOT_SIGNED_IN: { status: 401, message: '请先登录' },
  SESSION_ENDED: { status: 401, message: '登录已失效，请重新登录' },
  SIGN_IN_FAILED: { status: 401, message: '账号或密码不对' },
  FORBIDDEN: { status: 403, message: '您没有做这件事的权限' },
  NOT_FOUND: { status: 404, message: '没有找到' },
  METHOD_NOT_ALLOWED: { status: 405, message: '这个地址不支持这种操作' },
  NOT_ACCEPTABLE: { status: 406, message: '不支持所要的格式' },
  CONFLICT: { status: 409, message: '内容已经变了，请刷新后再试' },
  PAYLOAD_TOO_LARGE: { status: 413, message: '发送的内容太大' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: '不支持这种内容格式' },
  RATE_LIMITED: { status: 429, message: '操作太频繁，请稍后再试' },
  INTERNAL: { status: 500, message: '系统出了点问题，我们已经记下，请稍后再试' },
  UNAVAILABLE: { status: 503, message: '服务暂时不可用，请稍后再试' },
  // sign-in
  WECHAT_CODE_INVALID: { status: 401, message: '微信登录没有成功，请再试一次' },
  WECHAT_UNAVAILABLE: { status: 503, message: '微信暂时没有回应，请稍后再试' },
  WECHAT_NOT_CONFIGURED: { status: 409, message: '这里还没有接通微信登录' },
  DEMO_ONLY: { status: 403, message: '只有演示模式可以这样登录' },
  LINK_EXPIRED: { status: 410, message: '这个链接已失效，请向管理员要一个新的' },
  CONSENT_NEEDED: { status: 403, message: '请先阅读并同意《隐私说明》和《用户须知》' },
  POSTS_HELD: { status: 409, message: '您还有岗位在身，离任以后才能注销账号' },
  LOGIN_NAME_TAKEN: { status: 409, message: '这个登录名已有人用' },
  // people and places
  POST_OVERLAPS: { status: 409, message: '此人在这个范围已有同样的岗位' },
  CODE_TAKEN: { status: 409, message: '这个编码已经用过' },
  PLACE_RETIRED: { status: 409, message: '这个地点已停用，恢复后才能修改' },
  PLACE_HAS_CHILDREN: { status: 409, message: '里面还有在用的地点，先停用或移走它们' },
  BUREAU_NEEDED: { status: 409, message: '主管部门一直要有，不能停用' },
  UNIT_HAS_CASES: { status: 409, message: '这个单位还有没办完的案件，办完或改派以后才能停用' },
  UNIT_HAS_PEOPLE: { status: 409, message: '这个单位还有人在岗，交接或卸任以后才能停用' },
  UNIT_ON_LIST: { status: 409, message: '责任清单上还有这个单位，发布改过的清单以后才能停用' },
  UNIT_HAS_UNITS: { status: 409, message: '下面还有在用的单位，先停用它们，或改它们的上级' },
  IMPORT_RUNNING: { status: 409, message: '正在导入数据，请稍后再试' },
  OUT_OF_DISTRICT: { status: 422, message: '这个地点不在本区范围内' },
  // lists
  LIST_HAS_ERRORS: { status: 422, message: '清单里还有要改正的地方' },
  // pictures
  NOT_A_PICTURE: { status: 422, message: '这个文件不是能打开的图片' },
  PICTURE_TOO_LARGE: { status: 413, message: '图片太大，请压缩后再传' },
  PICTURE_NOT_FOUND: { status: 422, message: '有图片没有传成功，请重新上传' },
  SIGNATURE_EXPIRED: { status: 403, message: '图片链接已过期，请刷新页面' },
  // cases
  ISSUE_NOT_FOUND: { status: 404, message: '没有找到这个案件' },
  ISSUE_STATE_CHANGED: { status: 409, message: '这个案件的状态已经变了，请看最新进展' },
  KEY_REUSED: { status: 422, message: '同一个提交编号不能用于不同的内容' },
  NOT_YOURS_TO_CHECK: { status: 403, message: '自己处置的案件要由别人核查' },
  RATING_CLOSED: { status: 409, message: '结案已超过 15 天，不能再评价' },
  ALREADY_RATED: { status: 409, message: '您已经评价过了' },
  ALREADY_REOPENED: { status: 409, message: '这个案件已经重新处理过一次' },
  ALREADY_JOINED: { status: 409, message: '您已经说过“也遇到了”' },
  NOT_FOR_SUGGESTIONS: { status: 409, message: '建言不走这一步' },
  OWN_REPORT: { status: 409, message: '这是您自己上报的案件' },
  RATED_SOLVED: { status: 409, message: '您评价过“已解决”，不能再要求重新处理' },
  NOTHING_TO_COVER: { status: 409, message: '这个案件没有公开的文字和照片，或者已经遮起来了' },
  NOT_COVERED: { status: 409, message: '这个案件没有遮起来' },
  REOPEN_CLOSED: { status: 409, message: '结案已超过 15 天，请重新上报' },
  MATTER_UNKNOWN: { status: 422, message: '案件类别不在目录里' },
  CONDITION_UNKNOWN: { status: 422, message: '立案条件不在目录里' },
  ORGANISATION_UNKNOWN: { status: 422, message: '没有这个单位，或它已停用' },
  TOO_MANY_RESULTS: { status: 422, message: '结果太多，请缩小范围' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorTable;

/** The one shape of every error answer. `fields` maps a dotted path of the input to what is wrong there. */
export const errorSchema = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    /** What the client needs to recover, e.g. the present state of a case after a 409. */
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorSchema>;
