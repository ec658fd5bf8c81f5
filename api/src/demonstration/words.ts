import type { ReasonCode } from '@gongzhi/shared/issues/reasons';

/** What people of the demonstration say along the way. */
export const refusals: readonly { reason: ReasonCode<'refuse'>; words: string }[] = [
  { reason: 'not_found', words: '网格员到现场没有看到这个问题，如果还在请再报一次并拍张照片。' },
  { reason: 'private_dispute', words: '这是邻里之间的纠纷，已转告社区调解员与您联系。' },
  { reason: 'unclear', words: '照片和位置对不上，请补充具体地点后重新上报。' },
  { reason: 'duplicate', words: '同一问题前面已有居民上报，正在处理，可以在附近案件里看到。' },
];

export const returns: readonly { reason: ReasonCode<'return'>; words: string }[] = [
  { reason: 'not_our_duty', words: '该路段设施未移交我单位，请派给属地。' },
  { reason: 'not_our_area', words: '现场在我们作业范围之外，已拍照。' },
  { reason: 'wrong_matter', words: '现场看是产权单位的设施，不是我单位的。' },
];

export const remarks = {
  dispatch: ['请优先处理', '居民反映强烈，请尽快', '附近有学校，注意放学时段'],
  pass: ['现场看过，已处理好', '和照片一致', '已回访周边商户，满意'],
  fail: ['只清了一半，墙角还有', '现场还有残留，请返工', '修了但不平，踩上去还晃'],
};

export const praise = [
  '处理很快，谢谢',
  '第二天就弄好了，点赞',
  '已经好了',
  '工作人员还打电话告诉我了',
  '希望能保持',
];
export const unsolved = ['过了两天又这样了', '只弄了表面，没有解决', '我去看了，还是老样子'];
