import { agreementTexts } from '@gongzhi/shared/privacy/agreement';
import { View } from '@tarojs/components';
import { go } from '../platform/navigate';
import './agreement-box.scss';
import { Button } from './button';
import { Checkbox } from './checkbox';

const names = Object.keys(agreementTexts) as (keyof typeof agreementTexts)[];

interface AgreementBoxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Tried to go on without. */
  missing?: boolean;
}

/** The box nobody ticks but the person, and the two texts it is about. */
export function AgreementBox({ checked, onChange, missing }: AgreementBoxProps) {
  return (
    <View className="agreement-box">
      <Checkbox
        label={`我已阅读并同意${agreementTexts.privacy.name}和${agreementTexts.rules.name}`}
        checked={checked}
        onChange={onChange}
      />
      {missing && !checked ? (
        <View className="agreement-box__error" role="alert">
          请先阅读，同意了再打勾
        </View>
      ) : null}
      <View className="agreement-box__links">
        {names.map((name) => (
          <Button key={name} kind="quiet" name={`read-${name}`} onPress={() => go('privacy', { text: name })}>
            {`看${agreementTexts[name].name}`}
          </Button>
        ))}
      </View>
    </View>
  );
}
