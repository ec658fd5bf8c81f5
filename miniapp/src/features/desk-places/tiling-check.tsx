import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceView } from '@gongzhi/shared/places/schema';
import type { TilingReport } from '@gongzhi/shared/places/tiling';
import { useMemo, useState } from 'react';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import type { MapShape } from '../../platform/map.types';
import { useRemote } from '../../platform/use-remote';
import { checkTiling } from './api';
import { AreaTree } from './area-tree';
import type { MapSlot } from './map-slot';

const kind = 'cleaning_area';
const KILOMETRE = 1_000_000;
const metres = (value: number) =>
  value < KILOMETRE
    ? `${value.toLocaleString('zh-CN')} 平方米`
    : `${(value / KILOMETRE).toFixed(2)} 平方公里`;

/** Whether cleaning areas cover a community or town: what is nobody's and what is two people's, drawn. */
export function TilingCheck({ DistrictMap }: { DistrictMap: MapSlot }) {
  const [area, setArea] = useState<PlaceView | null>(null);
  const { data, failure, reload } = useRemote(area ? `tiling ${area.id}` : null, () =>
    checkTiling(area?.id ?? '', kind),
  );
  const shapes = useMemo(() => (data ? shapesOf(data) : undefined), [data]);
  return (
    <div className="registry">
      <nav className="registry__tree" aria-label="检查哪里">
        <AreaTree chosen={area?.id ?? null} onChoose={setArea} />
      </nav>
      <section className="registry__list" aria-label="结果">
        {area ? null : (
          <Empty icon="map" title="选一个社区或街镇">
            看保洁区有没有留空或重叠。
          </Empty>
        )}
        {area && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
        {area && !data && !failure ? <Skeleton rows={4} /> : null}
        {data ? <Result report={data} /> : null}
      </section>
      <section className="registry__record" aria-label="地图">
        <DistrictMap
          label="铺满检查"
          className="registry__map registry__map--tall"
          {...(area ? { centre: area.centre, zoom: 14 } : { zoom: 10 })}
          {...(shapes && { shapes, fit: area?.id ?? '' })}
        />
      </section>
    </div>
  );
}

function shapesOf({ areas, gaps, overlaps, beyond }: TilingReport): MapShape[] {
  return [
    ...areas.map(({ id, geometry, name }) => ({ id, geometry, tone: 'plain' as const, label: name })),
    ...gaps.map(({ geometry, squareMetres }, i) => ({
      id: `gap-${i}`,
      geometry,
      tone: 'gap' as const,
      label: `留空 ${metres(squareMetres)}`,
    })),
    ...overlaps.map(({ geometry, squareMetres }, i) => ({
      id: `overlap-${i}`,
      geometry,
      tone: 'overlap' as const,
      label: `重叠 ${metres(squareMetres)}`,
    })),
    ...beyond.map(({ geometry, squareMetres }, i) => ({
      id: `beyond-${i}`,
      geometry,
      tone: 'beyond' as const,
      label: `超出 ${metres(squareMetres)}`,
    })),
  ];
}

function Result({ report }: { report: TilingReport }) {
  const { within, areas, squareMetres, gaps, overlaps, beyond } = report;
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const right = gaps.length + overlaps.length + beyond.length === 0;
  return (
    <div className="tiling">
      <h2>{within.name}</h2>
      <p>
        {areas.length} 个{placeKindLabels[report.kind]}，全域 {metres(squareMetres)}
      </p>
      {right ? <p className="tiling__right">没有留空，也没有重叠。</p> : null}
      <Part title="留空（没有人负责）" words={gaps.map((gap) => metres(gap.squareMetres))} />
      <Part
        title="重叠（两家都负责）"
        words={overlaps.map(
          (overlap) =>
            `${overlap.areaIds.map((id) => names.get(id) ?? '').join('、')}：${metres(overlap.squareMetres)}`,
        )}
      />
      <Part
        title="超出边界"
        words={beyond.map((part) => `${names.get(part.areaId) ?? ''}：${metres(part.squareMetres)}`)}
      />
    </div>
  );
}

function Part({ title, words }: { title: string; words: string[] }) {
  if (words.length === 0) return null;
  return (
    <section>
      <h3>
        {title} · {words.length} 处
      </h3>
      <ol>
        {words.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the report does not change while it is shown
          <li key={i}>{text}</li>
        ))}
      </ol>
    </section>
  );
}
