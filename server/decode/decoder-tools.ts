import { Kernel } from './kernel.ts';
import { MetadataCache } from './metadata-cache.ts';
import { BlobLog } from './point-batch.ts';
import { ScalarLog } from './scalar-log.ts';
import { ScalarValue } from './scalar-value.ts';
import { ValueFields } from './value-fields.ts';
import { WireReader } from './wire-reader.ts';

/**
 * What the decoders of one thread share, so that a run costs no more than what is to be remembered of it. They are used
 * in turn, each until nothing is pending.
 */
export class DecoderTools {
  readonly kernel: Kernel;
  readonly scalars: ScalarLog;
  readonly blobs = new BlobLog();
  readonly reader = new WireReader();
  readonly fields = new ValueFields();
  readonly scalar = new ScalarValue();
  readonly metadata = new MetadataCache();

  constructor(kernel = new Kernel()) {
    this.kernel = kernel;
    this.scalars = new ScalarLog(kernel);
  }
}
