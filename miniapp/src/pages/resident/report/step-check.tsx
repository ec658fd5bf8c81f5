import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Checkbox } from '../../../components/checkbox';
import { Photo } from '../../../components/photo';
import type { ReportDraft } from '../../../features/issues/report-draft';
import { placesAt } from '../../../features/places/api';
import { useCatalogue } from '../../../features/standards/use-catalogue';
import { useMe } from '../../../platform/login';
import { useRemote } from '../../../platform/use-remote';
import type { Uploads } from '../../../platform/use-uploads';

interface StepCheckProps {
  draft: ReportDraft;
  uploads: Uploads;
  onChange: (next: Partial<ReportDraft>) => void;
}

export function StepCheck({ draft, uploads, onChange }: StepCheckProps) {
  const me = useMe();
  const catalogue = useCatalogue();
  const { point, typed } = draft;
  const { data } = useRemote(point && !typed ? `check-${point.join()}` : null, () =>
    placesAt(point ?? [0, 0]),
  );
  const matter = catalogue?.matters.find(({ code }) => code === draft.matterCode);
  const group = catalogue?.groups.find(({ code }) => code === draft.groupCode);
  const where = typed
    ? `${draft.community?.name ?? ''} ${draft.address}`
    : `${data?.address ?? ''} ${draft.address}`;
  return (
    <View>
      <Card>
        <Answer name="照片" onEdit={() => onChange({ step: 0 })}>
          {uploads.items.length > 0 ? (
            <View className="report__thumbs">
              {uploads.items.map(({ key, preview }) => (
                <Photo key={key} className="report__thumb" src={preview} alt="" />
              ))}
            </View>
          ) : (
            <Text>没有</Text>
          )}
        </Answer>
        <Answer name="地点" onEdit={() => onChange({ step: 1 })}>
          <Text>{where.trim() || '正在看这是哪里…'}</Text>
        </Answer>
        <Answer name={draft.kind === 'problem' ? '问题' : '建议'} onEdit={() => onChange({ step: 2 })}>
          <Text>{draft.text || '只有照片'}</Text>
          <View className="report__kind">{matter?.name ?? group?.name ?? '种类由受理人员判断'}</View>
        </Answer>
      </Card>
      <Card>
        <Checkbox
          label="处置单位可以看到我的姓名和电话"
          note={
            me?.phoneMasked
              ? `${me.name}，${me.phoneMasked}；方便他们问清楚`
              : '您还没有留电话，可以在“我的”里补上'
          }
          checked={draft.shareContact}
          onChange={(shareContact) => onChange({ shareContact })}
        />
        <View className="report__hint">
          公众任何时候都看不到是谁上报的。受理以前，公众也看不到您写的话和照片。
        </View>
      </Card>
    </View>
  );
}

function Answer({ name, onEdit, children }: { name: string; onEdit: () => void; children: ReactNode }) {
  return (
    <View className="report__answer">
      <View className="report__answer-name">{name}</View>
      <View className="report__answer-words">{children}</View>
      <Button kind="quiet" label={`修改${name}`} onPress={onEdit}>
        修改
      </Button>
    </View>
  );
}
