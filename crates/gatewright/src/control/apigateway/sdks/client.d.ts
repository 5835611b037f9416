export interface ApigClientConfig {
  /** Where the stage is; unless told, where the client was made for. */
  invokeUrl?: string;
  /** For methods with AWS_IAM authorization: requests are signed if both keys are there. */
  accessKey?: string;
  secretKey?: string;
  sessionToken?: string;
  region?: string;
  /** Sent as x-api-key. */
  apiKey?: string;
  defaultContentType?: string;
  defaultAcceptType?: string;
}

export interface AdditionalParams {
  headers?: Record<string, string>;
  queryParams?: Record<string, string | string[]>;
}

export interface ApigResponse<T = any> {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  /** The body, parsed if it is JSON. */
  data: T;
}
