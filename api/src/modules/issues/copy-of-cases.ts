import { stateLabel } from '@gongzhi/shared/issues/labels';
import { rules } from '@gongzhi/shared/issues/rules';
import { issueKindLabels, issueSourceLabels } from '@gongzhi/shared/issues/schema';
import { addresseeWords } from '@gongzhi/shared/issues/sentences';
import { viewPicture } from '../files/file.view';
import { IssueModel, type IssueRecord } from './issue.model';
import { viewAddressee } from './issue.view';

const PAGE = 200;

/** The cases somebody reported or joined, latest first: what of them is that person's. */
export async function* copyOfCases(
  accountId: string,
  origin: string,
): AsyncGenerator<Record<string, unknown>> {
  for (let after: IssueRecord['_id'] | null = null; ; ) {
    const page: IssueRecord[] = await IssueModel.find({
      followerIds: accountId,
      ...(after && { _id: { $lt: after } }),
    })
      .sort({ _id: -1 })
      .limit(PAGE)
      .lean<IssueRecord[]>();
    for (const issue of page) yield copyOfCase(issue, accountId, origin);
    after = page.at(-1)?._id ?? null;
    if (page.length < PAGE) return;
  }
}

function copyOfCase(issue: IssueRecord, accountId: string, origin: string): Record<string, unknown> {
  const reported = String(issue.reporterId) === accountId;
  return {
    案件编号: issue.number,
    与我的关系: reported ? '我上报的' : '我也遇到了',
    现在的状态: stateLabel(issue.state, issue.kind),
    上报时间: issue.createdAt,
    ...(reported ? ownReport(issue, origin) : {}),
    我做过的: issue.timeline
      .filter(({ by }) => String(by.accountId) === accountId)
      .map(({ at, command, words }) => ({ 时间: at, 做了什么: rules[command].label, 写的话: words })),
  };
}

function ownReport(issue: IssueRecord, origin: string): Record<string, unknown> {
  const { rating } = issue;
  const addressee = viewAddressee(issue);
  return {
    种类: issueKindLabels[issue.kind],
    来源: issueSourceLabels[issue.source],
    文字: issue.text,
    地址: issue.address,
    位置: issue.point?.coordinates ?? null,
    照片: issue.pictures.map((picture) => origin + viewPicture(picture).full),
    上报给: addressee && addresseeWords(addressee),
    让处置单位看到称呼和电话: issue.shareContact,
    评价: rating && { 解决了: rating.solved, 分数: rating.score, 写的话: rating.words, 时间: rating.at },
  };
}
