import { Text, View } from '@tarojs/components';
import './bar-chart.scss';

export interface Bar {
  label: string;
  value: number;
  /** What stands at its end; the value when absent. */
  text?: string;
}

/** Lengths beside their names: reads without colour and as a table. */
export function BarChart({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <View className="bars" role="list" aria-label={label}>
      {bars.map((bar) => (
        <View key={bar.label} className="bars__row" role="listitem">
          <Text className="bars__label">{bar.label}</Text>
          <View className="bars__track">
            <View className="bars__bar" style={{ width: `${(bar.value / most) * 100}%` }} />
          </View>
          <Text className="bars__value tabular">{bar.text ?? String(bar.value)}</Text>
        </View>
      ))}
    </View>
  );
}

/** A day a column, two heights each. */
export function ColumnChart(props: {
  label: string;
  columns: readonly { key: string; label: string; values: readonly [number, number] }[];
  names: readonly [string, string];
}) {
  const most = Math.max(1, ...props.columns.flatMap(({ values }) => values));
  return (
    <View>
      <View className="columns__key">
        <View className="columns__swatch" />
        <Text>{props.names[0]}</Text>
        <View className="columns__swatch columns__swatch--second" />
        <Text>{props.names[1]}</Text>
      </View>
      <View className="columns" role="list" aria-label={props.label}>
        {props.columns.map((column) => (
          <View
            key={column.key}
            className="columns__column"
            role="listitem"
            aria-label={`${column.label}：${props.names[0]} ${column.values[0]}，${props.names[1]} ${column.values[1]}`}
          >
            <View className="columns__bar" style={{ height: `${(column.values[0] / most) * 100}%` }} />
            <View
              className="columns__bar columns__bar--second"
              style={{ height: `${(column.values[1] / most) * 100}%` }}
            />
          </View>
        ))}
      </View>
      <View className="columns__axis tabular">
        <Text>{props.columns[0]?.label ?? ''}</Text>
        <Text>{props.columns[props.columns.length - 1]?.label ?? ''}</Text>
      </View>
    </View>
  );
}
