/** Reasons a person picks from when a command must say why. The code is stored, the label shown. */
export const reasonLists = {
  refuse: {
    not_found: '现场没有发现所说的问题',
    unclear: '内容或位置不清楚，无法办理',
    out_of_scope: '不属于城市管理的范围',
    out_of_district: '不在本区范围内',
    duplicate: '同一问题已经在办理',
    already_solved: '问题已经解决',
    private_dispute: '属于私人纠纷，请走调解或司法途径',
    other: '其他原因',
  },
  return: {
    not_our_duty: '不属于本单位职责',
    not_our_area: '不在本单位负责的范围',
    wrong_matter: '问题类别不对',
    wrong_place: '位置不对或找不到',
    needs_others: '需要其他单位先行处理',
    not_found: '现场没有发现问题',
    other: '其他原因',
  },
  recall: {
    wrong_unit: '派错了单位',
    wrong_matter: '类别或立案条件需要更正',
    wrong_place: '位置需要更正',
    unit_unable: '该单位暂时无法处置',
    other: '其他原因',
  },
  fail: {
    not_done: '没有处理',
    partly_done: '没有处理干净或没有修好',
    wrong_place: '处理的不是这个地方',
    picture_mismatch: '照片与现场不符',
    below_standard: '没有达到结案标准',
    came_back: '问题又出现了',
    other: '其他原因',
  },
} as const satisfies Record<string, Record<string, string>>;

export type ReasonedCommand = keyof typeof reasonLists;
export type ReasonCode<C extends ReasonedCommand> = keyof (typeof reasonLists)[C] & string;

/** The codes of one list, in the order they are shown: what `z.enum` takes. */
export function reasonCodes<C extends ReasonedCommand>(command: C): [ReasonCode<C>, ...ReasonCode<C>[]] {
  return Object.keys(reasonLists[command]) as [ReasonCode<C>, ...ReasonCode<C>[]];
}

/** The words for a stored reason code; null for a code that is not in the list. */
export function reasonLabel(command: ReasonedCommand, code: string): string | null {
  const list: Record<string, string> = reasonLists[command];
  return Object.hasOwn(list, code) ? (list[code] ?? null) : null;
}
