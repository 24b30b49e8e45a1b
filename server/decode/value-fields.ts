import { BLOB_FORM } from '../store/series-store.ts';
import { WIRE, type WireReader } from './wire-reader.ts';

/** Field tags (number × 8 + wire type) of Summary.Value. */
const VALUE = {
  tag: 10,
  simple: 21,
  oldHistogram: 26,
  image: 34,
  histo: 42,
  audio: 50,
  nodeName: 58,
  tensor: 66,
  metadata: 74,
} as const;

/**
 * Where the fields of a Summary.Value are. One instance per decoder, filled anew by each `read`, so that a value makes
 * no object. Of a field that is given twice the last one wins, as in protobuf.
 */
export class ValueFields {
  /** The tag; the node's name for a tensor that has no tag, as TensorBoard takes it. */
  tagStart = 0;
  tagEnd = 0;
  /** `metadataEnd` is -1 when there is none. */
  metadataStart = 0;
  metadataEnd = -1;
  /** One of BLOB_FORM: which field holds the value, and where it is. */
  form: number = BLOB_FORM.none;
  valueStart = 0;
  valueEnd = 0;
  /** The simple_value, when that is the form. */
  simple = 0;

  /** Finds the fields of the value at [start, end). */
  read(reader: WireReader, start: number, end: number): void {
    reader.position = start;
    reader.limit = end;
    this.#clear();
    let nodeStart = 0;
    let nodeEnd = 0;
    while (reader.position < end) {
      const tag = reader.tag();
      if (tag === VALUE.simple) {
        const at = reader.position;
        this.simple = reader.float();
        this.#setValue(BLOB_FORM.simpleValue, at, reader.position);
        continue;
      }
      if ((tag & 7) !== WIRE.length || tag > VALUE.metadata) {
        reader.skip(tag);
        continue;
      }
      const fieldEnd = reader.lengthEnd();
      const fieldStart = reader.position;
      reader.position = fieldEnd;
      switch (tag) {
        case VALUE.tag:
          this.tagStart = fieldStart;
          this.tagEnd = fieldEnd;
          break;
        case VALUE.nodeName:
          nodeStart = fieldStart;
          nodeEnd = fieldEnd;
          break;
        case VALUE.metadata:
          this.metadataStart = fieldStart;
          this.metadataEnd = fieldEnd;
          break;
        case VALUE.oldHistogram:
          this.form = BLOB_FORM.none;
          break;
        default: {
          const form = formOfField(tag);
          if (form !== undefined) this.#setValue(form, fieldStart, fieldEnd);
        }
      }
    }
    if (this.tagStart === this.tagEnd && this.form === BLOB_FORM.tensor) {
      this.tagStart = nodeStart;
      this.tagEnd = nodeEnd;
    }
  }

  #clear(): void {
    this.tagStart = 0;
    this.tagEnd = 0;
    this.metadataStart = 0;
    this.metadataEnd = -1;
    this.simple = 0;
    this.#setValue(BLOB_FORM.none, 0, 0);
  }

  #setValue(form: number, start: number, end: number): void {
    this.form = form;
    this.valueStart = start;
    this.valueEnd = end;
  }
}

function formOfField(tag: number): number | undefined {
  switch (tag) {
    case VALUE.tensor:
      return BLOB_FORM.tensor;
    case VALUE.histo:
      return BLOB_FORM.histo;
    case VALUE.image:
      return BLOB_FORM.image;
    case VALUE.audio:
      return BLOB_FORM.audio;
    default:
      return undefined;
  }
}
