import { answer } from '@/server/http/next-mount';

export const dynamic = 'force-dynamic';
export { answer as GET, answer as HEAD };
