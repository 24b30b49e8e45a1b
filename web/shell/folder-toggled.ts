/** A person has opened or closed a folder of the run list. */
export class FolderToggled extends Event {
  /** Ends with "/". */
  readonly path: string;
  readonly isOpen: boolean;

  constructor(path: string, isOpen: boolean) {
    super('folder-toggled');
    this.path = path;
    this.isOpen = isOpen;
  }
}
