import { listen } from '@/server/platform/listen';
import { AppError } from '@/shared/errors';

/** One open page of a person. */
export interface Watch {
  /** Resolves when there may be something new since it last resolved, after `ms` at the latest. */
  news(ms: number): Promise<void>;
  wake(): void;
  end(): void;
}

/** Who of this process's open pages is to be woken. */
export interface Hub {
  /** Throws RATE_LIMITED for a person who has too many pages open. */
  watch(userId: string): Watch;
  /** Whether pages are to go and come back elsewhere. */
  isEnded(): boolean;
  /** Lets every page go. */
  end(): void;
  close(): Promise<void>;
}

const MOST_PER_PERSON = 24;

/** One connection listens for all pages of a process. Whenever it was lost, everybody looks for themselves. */
export function createHub(url: string): Hub {
  const people = new Map<string, Set<() => void>>();
  let isEnded = false;
  const wakeAll = () => {
    for (const wakers of people.values()) for (const wake of wakers) wake();
  };
  const listening = listen({ url, channel: 'live', onNotice: (userId) => people.get(userId)?.forEach((wake) => wake()), onLost: wakeAll, onUp: wakeAll });
  const end = () => {
    isEnded = true;
    wakeAll();
  };

  return {
    watch: (userId) => {
      const wakers = people.get(userId) ?? new Set();
      if (wakers.size >= MOST_PER_PERSON) throw new AppError('RATE_LIMITED', 'Too many pages are open at once. Please close some.', { retryAfterSeconds: 60 });
      const { wake, news } = createBell();
      people.set(userId, wakers.add(wake));
      return {
        news,
        wake,
        end: () => {
          wakers.delete(wake);
          if (wakers.size === 0 && people.get(userId) === wakers) people.delete(userId);
        },
      };
    },
    isEnded: () => isEnded,
    end,
    close: async () => {
      end();
      await listening.close();
    },
  };
}

/** Remembers that it rang until somebody asks, so that what happens while they read is not missed. */
function createBell(): Pick<Watch, 'wake' | 'news'> {
  let rang = false;
  let answer: (() => void) | undefined;
  const wake = () => {
    rang = true;
    answer?.();
  };
  const news = async (ms: number) => {
    if (!rang) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        answer = resolve;
        timer = setTimeout(resolve, ms).unref();
      });
      clearTimeout(timer);
      answer = undefined;
    }
    rang = false;
  };
  return { wake, news };
}
