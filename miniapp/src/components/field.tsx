import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { FieldLabel } from './field-label';
import './field.scss';
import { Icon } from './icon';

interface FieldProps {
  /** Id of the input inside; the label and the error belong to it. */
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  children: ReactNode;
}

export const errorId = (id: string) => `${id}-error`;

/** A question with its answer and, where the answer does not do, why. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <View className="field">
      <FieldLabel id={id}>{label}</FieldLabel>
      {hint ? <View className="field__hint">{hint}</View> : null}
      {error ? (
        <View className="field__error" id={errorId(id)} role="alert">
          <Icon name="late" size="small" />
          <Text>{error}</Text>
        </View>
      ) : null}
      {children}
    </View>
  );
}
