import {
  Server,
  ServerCredentials,
  status,
  type MethodDefinition,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { tensorboard } from '../../../proto/generated/data-provider.js';
import { AppError } from '../../base/errors.ts';
import type { DataProvider } from './data-provider.ts';

const messages = tensorboard.data;
const SERVICE = '/tensorboard.data.TensorBoardDataProvider/';
/** A blob is sent in parts of this size, as TensorBoard's own data server does. */
const PART_BYTES = 8 * 2 ** 20;
/** How long calls under way may take when the server ends. */
const CLOSE_DEADLINE_MS = 500;

/** A listening data provider. */
export interface DataProviderServer {
  /** The port, also when any free one was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
}

interface Decoder<T> {
  decode(bytes: Uint8Array): T;
}

/**
 * Listens for `tensorboard --grpc_data_provider=HOST:PORT`, without encryption.
 *
 * @param host "::" for every interface
 * @param port 0 = any free one
 * @throws AppError PORT_UNAVAILABLE when it cannot listen there
 */
export async function startDataProviderServer(
  provider: DataProvider,
  host: string,
  port: number,
): Promise<DataProviderServer> {
  const server = new Server();
  addMethods(server, provider);
  const bound = await listen(server, host, port);
  return { port: bound, close: () => close(server) };
}

function addMethods(server: Server, provider: DataProvider): void {
  const service: Record<string, ServiceDefinition[string]> = {};
  const implementation: UntypedServiceImplementation = {};
  const unary = <Request, Reply>(
    name: string,
    request: Decoder<Request>,
    reply: Encoder<Reply>,
    answer: (request: Request) => Reply | Promise<Reply>,
  ): void => {
    service[name] = method(name, request, reply, false);
    implementation[name] = (call: ServerUnaryCall<Request, Reply>, callback: sendUnaryData<Reply>): void =>
      void settle(async () => answer(call.request), callback);
  };
  unary('GetExperiment', messages.GetExperimentRequest, messages.GetExperimentResponse, () =>
    provider.getExperiment(),
  );
  unary('ListPlugins', messages.ListPluginsRequest, messages.ListPluginsResponse, () =>
    provider.listPlugins(),
  );
  unary('ListRuns', messages.ListRunsRequest, messages.ListRunsResponse, () => provider.listRuns());
  unary('ListScalars', messages.ListRequest, messages.ListSeriesResponse, (request) =>
    provider.listScalars(request),
  );
  unary('ReadScalars', messages.ReadRequest, messages.ReadScalarsResponse, (request) =>
    provider.readScalars(request),
  );
  unary('ListTensors', messages.ListRequest, messages.ListSeriesResponse, (request) =>
    provider.listTensors(request),
  );
  unary('ReadTensors', messages.ReadRequest, messages.ReadTensorsResponse, (request) =>
    provider.readTensors(request),
  );
  unary('ListBlobSequences', messages.ListRequest, messages.ListBlobSequencesResponse, (request) =>
    provider.listBlobSequences(request),
  );
  unary('ReadBlobSequences', messages.ReadRequest, messages.ReadBlobSequencesResponse, (request) =>
    provider.readBlobSequences(request),
  );
  service['ReadBlob'] = method('ReadBlob', messages.ReadBlobRequest, messages.ReadBlobResponse, true);
  implementation['ReadBlob'] = (call: ReadBlobCall): void => void sendBlob(call, provider);
  server.addService(service, implementation);
}

async function settle<Reply>(answer: () => Promise<Reply>, callback: sendUnaryData<Reply>): Promise<void> {
  let reply: Reply;
  try {
    reply = await answer();
  } catch (error) {
    callback(asServiceError(error));
    return;
  }
  callback(null, reply);
}

type ReadBlobCall = ServerWritableStream<
  tensorboard.data.ReadBlobRequest,
  tensorboard.data.ReadBlobResponse.$Properties
>;

async function sendBlob(call: ReadBlobCall, provider: DataProvider): Promise<void> {
  try {
    const bytes = await provider.readBlob(call.request.blobKey);
    for (let from = 0; from < bytes.length; from += PART_BYTES) {
      const isRoom = call.write({ data: bytes.subarray(from, from + PART_BYTES) });
      if (!isRoom) await new Promise((resolve) => call.once('drain', resolve).once('cancelled', resolve));
      if (call.cancelled) return;
    }
    call.end();
  } catch (error) {
    call.emit('error', asServiceError(error));
  }
}

function method<Request, Reply>(
  name: string,
  request: Decoder<Request>,
  reply: Encoder<Reply>,
  responseStream: boolean,
): MethodDefinition<Request, Reply> {
  return {
    path: `${SERVICE}${name}`,
    requestStream: false,
    responseStream,
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message: Reply) => Buffer.from(reply.encode(message).finish()),
    // What only a client needs.
    requestSerialize: () => Buffer.alloc(0),
    responseDeserialize: () => {
      throw new Error('a server deserializes no response');
    },
  };
}

function asServiceError(error: unknown): Partial<ServiceError> {
  if (!(error instanceof AppError)) return { code: status.INTERNAL, details: 'The server failed.' };
  const code =
    error.statusCode === 400
      ? status.INVALID_ARGUMENT
      : error.statusCode === 404
        ? status.NOT_FOUND
        : status.DATA_LOSS;
  return { code, details: error.message };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (!error) resolve(bound);
      else {
        const message = `The data provider cannot listen at ${address}: give another --data_provider_port, or 0 for any free one.`;
        reject(new AppError('PORT_UNAVAILABLE', message));
      }
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_DEADLINE_MS);
    server.tryShutdown(() => {
      clearTimeout(deadline);
      resolve();
    });
  });
}
