/** A person wants to put runs into groups; whoever holds the page opens what it takes. */
export class GroupingWanted extends Event {
  constructor() {
    super('grouping-wanted', { bubbles: true, composed: true });
  }
}
