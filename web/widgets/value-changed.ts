/**
 * Fired by every widget that holds a value, on each change that a person makes. Does not bubble.
 * `<rl-slider @value-changed=${(event: ValueChanged<number>) => …event.value}>`
 */
export class ValueChanged<Value> extends Event {
  readonly value: Value;

  constructor(value: Value) {
    super('value-changed');
    this.value = value;
  }
}
