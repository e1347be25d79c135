'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLive } from '@/app/live';
import { askNoticeCount } from '@/app/notice-count';
import { useAct } from '@/app/use-act';
import type { Notification, NotificationPage } from '@/shared/contracts/notifications';
import { dayOf, nearDayText, timeText, type Formats } from '@/shared/moment-text';
import { NOTIFICATION_TYPES } from '@/shared/notification-types';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { TYPE_ICONS } from './type-icons';

/** The notifications of each day of the viewer's calendar, in the order they come. */
function byDay(notifications: readonly Notification[], formats: Formats): { day: string; items: Notification[] }[] {
  const days: { day: string; items: Notification[] }[] = [];
  for (const notification of notifications) {
    const day = dayOf(notification.createdAt, formats);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(notification);
    else days.push({ day, items: [notification] });
  }
  return days;
}

function Row({ notification, formats, isUnread, onRead }: { notification: Notification; formats: Formats; isUnread: boolean; onRead: () => void }) {
  const { type, title, body, href, createdAt } = notification;
  const Icon = TYPE_ICONS[type];
  return (
    <li className="relative flex items-start gap-3 py-3">
      <Icon className="ic mt-1 text-ink-2" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <a href={href} onClick={onRead} className="hover:underline break-words after:absolute after:inset-0">
          <span className={isUnread ? 'font-semibold' : 'text-ink-2'}>{title}</span>
          {isUnread && <span className="sr-only">, unread</span>}
        </a>
        {body && <p className="text-sm text-ink-2 mt-0.5 line-clamp-2 break-words">{body}</p>}
        <p className="text-sm text-ink-3 mt-0.5">{NOTIFICATION_TYPES[type].label}, <time dateTime={createdAt}>{timeText(createdAt, formats)}</time></p>
      </div>
      {isUnread && <Button size="s" tone="text" className="relative -mr-2.5" onClick={onRead}>Mark read<span className="sr-only">: {title}</span></Button>}
    </li>
  );
}

/** The list, which grows as things happen. What is opened or marked is read at once, before the server has said so. */
export function Inbox({ page, formats }: { page: NotificationPage; formats: Formats }) {
  const router = useRouter();
  const act = useAct();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  useLive('notification', () => router.refresh());
  const isUnread = ({ id, readAt }: Notification) => readAt === null && !read.has(id);
  const mark = async (ids: string[], work: () => Promise<unknown>) => {
    setRead((before) => new Set([...before, ...ids]));
    await act.run(async () => {
      await work().catch((error: unknown) => {
        setRead((before) => new Set([...before].filter((id) => !ids.includes(id))));
        throw error;
      });
      askNoticeCount();
    });
  };
  const markOne = (notification: Notification) => {
    if (isUnread(notification)) void mark([notification.id], () => api.notifications.markRead.mutate({ ids: [notification.id] }));
  };
  const markAll = () => mark(page.notifications.map(({ id }) => id), () => api.notifications.markAllRead.mutate({ until: page.asOf }));
  return (
    <>
      {page.unread > 0 && <div className="mt-5"><Button busy={act.busy} onClick={() => void markAll()}>Mark all read</Button></div>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      {byDay(page.notifications, formats).map(({ day, items }) => (
        <section key={day} className="mt-6" aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="font-semibold mb-2">{nearDayText(items[0]?.createdAt ?? page.asOf, page.asOf, formats)}</h2>
          <ul className="ruled">
            {items.map((notification) => <Row key={notification.id} notification={notification} formats={formats} isUnread={isUnread(notification)} onRead={() => markOne(notification)} />)}
          </ul>
        </section>
      ))}
    </>
  );
}
