import { Card } from '../../components/card';
import { ChoiceList } from '../../components/choice-list';
import { setPreferences, usePreferences } from '../../platform/preferences';

const elderly = [
  { value: 'system', label: '跟随系统' },
  { value: 'on', label: '开' },
  { value: 'off', label: '关' },
] as const;
const looks = [
  { value: 'system', label: '跟随系统' },
  { value: 'light', label: '浅色' },
  { value: 'dark', label: '深色' },
] as const;

/** How pages look on this device; needs no account. */
export function LookSettings() {
  const chosen = usePreferences();
  return (
    <Card title="显示">
      <ChoiceList
        label="关怀模式（字更大，内容更少）"
        layout="tiles"
        choices={elderly}
        value={chosen.elderly}
        onChange={(value) => setPreferences({ elderly: value })}
      />
      <ChoiceList
        label="深浅"
        layout="tiles"
        choices={looks}
        value={chosen.look}
        onChange={(value) => setPreferences({ look: value })}
      />
    </Card>
  );
}
