import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { saveFile } from '../../platform/save-file';
import { useAction } from '../../platform/use-action';
import { usePages } from '../../platform/use-pages';
import { exportGrid, findAreas, readGrid } from './api';

/** Each cell with its people and what stands in it: worked out from the register and the posts, never typed. */
export function GridList() {
  const [area, setArea] = useState<ComboOption | null>(null);
  const pages = usePages(`grid ${area?.id ?? ''}`, (cursor) => readGrid(area?.id, cursor));
  const save = useAction(async () =>
    saveFile(
      `网格清单${area ? `-${area.name}` : ''}.csv`,
      'text/csv;charset=utf-8',
      await exportGrid(area?.id),
    ),
  );
  return (
    <>
      <div className="lists__bar">
        <Combobox
          id="grid-area"
          label="哪个区域"
          value={area}
          onChange={setArea}
          search={searchAreas}
          placeholder="全区，或选街道、社区"
        />
        <Button kind="plain" name="export-grid" busy={save.busy} onPress={() => void save.run()}>
          导出表格
        </Button>
      </div>
      <FailureLine message={save.failure?.message} />
      {pages.failure ? <ErrorPanel message={pages.failure.message} onRetry={pages.reload} /> : null}
      {pages.items.length > 0 ? (
        <table className="lists__table">
          <thead>
            <tr>
              <th>网格</th>
              <th>社区</th>
              <th>人员</th>
              <th>设施</th>
            </tr>
          </thead>
          <tbody>
            {pages.items.map((cell) => (
              <tr key={cell.id}>
                <td>
                  {cell.name}
                  <span className="lists__code">{cell.code}</span>
                </td>
                <td>{cell.community}</td>
                <td>
                  {cell.people.length > 0
                    ? cell.people.map(({ role, name }) => `${roleLabels[role]} ${name}`).join('、')
                    : '空缺'}
                </td>
                <td>
                  {cell.objects.map(({ kind, count }) => `${placeKindLabels[kind]} ${count}`).join('、')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {pages.loading ? <Skeleton rows={4} /> : null}
      {!pages.loading && !pages.failure && pages.items.length === 0 ? (
        <Empty title="没有网格">导入网格以后，这里自动列出每个网格的人和物。</Empty>
      ) : null}
      {!pages.complete && pages.items.length > 0 ? (
        <Button kind="plain" busy={pages.loading} onPress={pages.more}>
          再看一些
        </Button>
      ) : null}
    </>
  );
}

async function searchAreas(q: string): Promise<ComboOption[]> {
  const { items } = await findAreas(q);
  return items.map(({ id, name, kind }) => ({ id, name, note: placeKindLabels[kind] }));
}
