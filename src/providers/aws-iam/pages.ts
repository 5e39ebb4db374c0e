import { ProviderError } from "../adapter/error.ts";

interface Page<Item> {
  readonly items: readonly Item[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/**
 * All items of a listing. "IAM might return fewer than the MaxItems number of results, even when there are more results available": only
 * `IsTruncated` says that it is whole. Throws `ProviderError` (`UNEXPECTED`) where more are promised and no marker leads there.
 */
export async function* readPages<Item>(
  provider: string,
  read: (page: { readonly Marker?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let marker: string | undefined;
  do {
    const { items, IsTruncated, Marker } = await read(marker === undefined ? {} : { Marker: marker });
    if (IsTruncated === undefined || (IsTruncated && (Marker === undefined || Marker === marker)))
      throw new ProviderError(provider, "UNEXPECTED", new Error("A listing breaks off."));
    yield* items;
    marker = IsTruncated ? Marker : undefined;
  } while (marker !== undefined);
}
