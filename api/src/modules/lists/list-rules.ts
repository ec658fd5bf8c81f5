import {
  checkManagement,
  checkResponsibility,
  type ListFindings,
  type ListWorld,
} from '@gongzhi/shared/lists/check';
import { compareManagement, compareResponsibility } from '@gongzhi/shared/lists/compare';
import {
  type Kept,
  type ListChange,
  type ListKind,
  type ManagementRow,
  managementRow,
  type ResponsibilityRow,
  responsibilityRow,
} from '@gongzhi/shared/lists/schema';
import type { z } from 'zod';
import type { ListVersionRecord } from './list-version.model';
import { namesIn } from './list-world';
import { rowsOf } from './lists.queries';

type Rows = Pick<ListVersionRecord, 'rows'>;

/** What differs between the lists that are written by hand; everything else is the same for both. */
interface ListRules {
  row: z.ZodType<ResponsibilityRow | ManagementRow>;
  /** What a row is about: an imported row changes the one with the same. */
  keyOf(row: ResponsibilityRow | ManagementRow): string;
  check(version: Rows, world: ListWorld): ListFindings;
  compare(before: Rows, after: Rows, world: ListWorld): ListChange[];
}

export const listRules: Record<ListKind, ListRules> = {
  responsibility: {
    row: responsibilityRow,
    keyOf: (row) => ('about' in row ? `${row.about}|${row.areaCode}` : ''),
    check: (version, world) => checkResponsibility(rowsOf('responsibility', version), world),
    compare: (before, after, world) =>
      compareResponsibility(
        rowsOf('responsibility', before),
        rowsOf('responsibility', after),
        namesIn(world),
      ),
  },
  management: {
    row: managementRow,
    keyOf: (row) => ('title' in row ? row.code : ''),
    check: (version, world) => checkManagement(rowsOf('management', version), world),
    compare: (before, after, world) =>
      compareManagement(rowsOf('management', before), rowsOf('management', after), namesIn(world)),
  },
};

/** A row with the counter of its changes. */
export type AnyKept = Kept<ResponsibilityRow> | Kept<ManagementRow>;
