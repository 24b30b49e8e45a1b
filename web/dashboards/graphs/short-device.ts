/** "/job:localhost/replica:0/task:0/device:CPU:0" → "CPU:0"; "/device:GPU:0/stream:all" → "GPU:0/stream:all". */
export function shortDevice(device: string): string {
  return device.replace(/^.*\bdevice:/, '');
}
