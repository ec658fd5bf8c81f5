/** What somebody complains of. The code is stored, the label shown. */
export const complaintReasons = {
  unlawful: '内容违法不良',
  privacy: '侵犯隐私',
  attack: '人身攻击',
  unfair: '办理不公',
  other: '其他',
} as const;
export type ComplaintReason = keyof typeof complaintReasons;
export const complaintReasonCodes = Object.keys(complaintReasons) as [ComplaintReason, ...ComplaintReason[]];

export const complaintStates = ['open', 'answered'] as const;
export type ComplaintState = (typeof complaintStates)[number];
export const complaintStateLabels: Record<ComplaintState, string> = { open: '待处理', answered: '已答复' };
