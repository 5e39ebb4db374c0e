import type { Repository } from "../../core/ports/repository.ts";
import { RepositoryError } from "../process/error.ts";
import type { WriteListener } from "./journal.ts";

/** strerror(3) in the C locale: ENOSPC, EDQUOT, EROFS, EIO. */
const DISK_FAILURE = /No space left on device|Disk quota exceeded|Read-only file system|Input\/output error/u;

/** The same repository, which tells when a fetch fails because of this machine's disk, and when one succeeds again. */
export const watchDisk = (repository: Repository, onWrite: WriteListener): Repository => {
  let isFailing = false;
  const tell = (error: unknown): void => {
    if (isFailing !== (error !== undefined)) onWrite(error);
    isFailing = error !== undefined;
  };
  return {
    ...repository,
    fetch: async (pulls) => {
      try {
        await repository.fetch(pulls);
        tell(undefined);
      } catch (error) {
        if (error instanceof RepositoryError && DISK_FAILURE.test(error.message)) tell(error);
        throw error;
      }
    },
  };
};
