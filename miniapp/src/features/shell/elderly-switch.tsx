import { Button } from '../../components/button';
import { setPreferences, useElderly } from '../../platform/preferences';

/** Large type in one tap, where people arrive; 我的 has the choice to follow the system again. */
export function ElderlySwitch() {
  const elderly = useElderly();
  return (
    <Button
      kind="quiet"
      icon="text-size"
      name="elderly"
      onPress={() => setPreferences({ elderly: elderly ? 'off' : 'on' })}
    >
      {elderly ? '标准模式' : '关怀模式'}
    </Button>
  );
}
