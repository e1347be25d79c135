import { momentMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';

export interface PlanLimit {
  sellerName: string;
  percent: number;
  used: number;
  limit: number;
  /** Whether calls are refused beyond it. */
  blocks: boolean;
  windowEnd: Date;
  pageUrl: string;
}

/** Tells a developer how much of its own plan its platforms have used together. */
export function toPlanLimitEmail({ sellerName, percent, used, limit, blocks, windowEnd, pageUrl }: PlanLimit): RenderedEmail {
  const isReached = percent >= 100;
  const until = momentMark(windowEnd);
  const beyond = blocks ? 'further calls of your platforms’ customers are refused' : 'further calls are counted and let through';
  return renderEmail({
    subject: isReached ? `The plan of ${sellerName} is used up` : `${percent} % of the plan of ${sellerName} is used`,
    heading: isReached ? 'Your plan is used up' : 'Your plan is nearly used up',
    paragraphs: [`The platforms of ${sellerName} have used ${used} of the ${limit} metered calls of their plan.`, isReached ? `Until ${until}, ${beyond}. A bigger plan counts at once.` : `Once all are used, ${beyond} until ${until}. A bigger plan counts at once.`],
    action: { label: 'See your platforms', url: pageUrl },
    closing: 'You get this because you are an owner or admin of the platforms’ organization.',
  });
}
