import {
  type Catalogue,
  conditionByCode,
  conditionsOf,
  type FilingCondition,
  groupOf,
  matterOf,
} from '@gongzhi/shared/standards/catalogue';
import { AppError } from '../../http/errors';
import { versionInForce } from '../lists/lists.queries';
import { catalogueVersion, currentCatalogue } from '../standards/standards.queries';
import type { IssueRecord } from './issue.model';

/** The catalogue a case's codes are from; the one in force when that version is gone. */
export async function catalogueOf({
  catalogueVersion: version,
}: Pick<IssueRecord, 'catalogueVersion'>): Promise<Catalogue> {
  return (await catalogueVersion(version)) ?? (await currentCatalogue());
}

type MatterChange = Pick<IssueRecord, 'matterCode' | 'groupCode' | 'catalogueVersion'>;

/** Class and resident's group of a matter of the catalogue in force. A filed case with another class is filed anew. */
export async function matterChange(
  matterCode: string,
  before?: Pick<IssueRecord, 'matterCode' | 'conditionCode'>,
): Promise<MatterChange & Partial<Pick<IssueRecord, 'conditionCode'>>> {
  const catalogue = await currentCatalogue();
  if (!matterOf(catalogue, matterCode)) throw new AppError('MATTER_UNKNOWN', { detail: matterCode });
  const change = {
    matterCode,
    groupCode: groupOf(catalogue, matterCode)?.code ?? null,
    catalogueVersion: catalogue.version,
  };
  if (!before?.conditionCode || before.matterCode === matterCode) return change;
  const [first] = conditionsOf(catalogue, matterCode);
  return { ...change, conditionCode: first?.code ?? null };
}

/** The condition to file under: of the catalogue in force, and of the case's own class. The list in force stays with it. */
export async function requireCondition(
  code: string,
  issue: Pick<IssueRecord, 'matterCode'>,
  now: Date,
): Promise<Pick<IssueRecord, 'conditionCode' | 'catalogueVersion' | 'listVersion'>> {
  const catalogue = await currentCatalogue();
  const condition = conditionByCode(catalogue, code);
  if (!condition || condition.matterCode !== issue.matterCode) {
    throw new AppError('CONDITION_UNKNOWN', { detail: `${code} for ${issue.matterCode}` });
  }
  const list = await versionInForce('responsibility', now);
  return { conditionCode: code, catalogueVersion: catalogue.version, listVersion: list?.version ?? null };
}

/** The filing condition a case stands under; null before it is filed. */
export async function conditionOf(
  issue: Pick<IssueRecord, 'conditionCode' | 'catalogueVersion' | 'handleLimit'>,
): Promise<FilingCondition | null> {
  if (!issue.conditionCode) return null;
  const condition = conditionByCode(await catalogueOf(issue), issue.conditionCode);
  return condition && { ...condition, limit: issue.handleLimit ?? condition.limit };
}
