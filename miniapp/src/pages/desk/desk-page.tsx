import { type ReactNode, useMemo } from 'react';
import { DeskToolsProvider } from '../../features/desk-cases/desk-tools';
import { DeskShell } from '../../features/desk-shell/desk-shell';
import type { DeskName, DeskPlaceName } from '../../features/desk-shell/desks';
import { pinsOf } from '../../features/issues/pins';
import { DistrictMap } from '../../features/places/district-map';
import { useCatalogue } from '../../features/standards/use-catalogue';

interface DeskPageProps {
  title: string;
  current?: DeskPlaceName;
  desks: readonly DeskName[];
  children: ReactNode;
}

/** A page of the desk: its frame, and the map and catalogue its forms borrow. */
export function DeskPage({ children, ...shell }: DeskPageProps) {
  const catalogue = useCatalogue();
  const tools = useMemo(() => ({ catalogue, DistrictMap, pinsOf }), [catalogue]);
  return (
    <DeskShell {...shell}>
      <DeskToolsProvider value={tools}>{children}</DeskToolsProvider>
    </DeskShell>
  );
}

export const sheetHref = (id: string) => `/desk/sheet?id=${id}`;
export const caseHref = (id: string) => `/desk/case?id=${id}`;
