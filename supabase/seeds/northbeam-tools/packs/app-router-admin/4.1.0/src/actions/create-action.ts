import { may, type Permission } from '../access';
import { getSession, type Session } from '../session';

export type ActionState = { ok: boolean; message?: string; fields?: Record<string, string> };
export type Parsed<Input> = { input: Input } | { fields: Record<string, string> };

type ActionOptions<Input> = {
  permission: Permission;
  parse: (form: FormData) => Parsed<Input>;
  run: (input: Input, session: Session) => Promise<ActionState>;
};

/** Builds a server action for `useActionState`. Who may comes first, then the input, then the work. */
export function createAction<Input>({ permission, parse, run }: ActionOptions<Input>) {
  return async (_previous: ActionState, form: FormData): Promise<ActionState> => {
    const session = await getSession();
    if (!session || !may(session.role, permission)) return { ok: false, message: 'You may not do this.' };
    const parsed = parse(form);
    if ('fields' in parsed) return { ok: false, fields: parsed.fields };
    return run(parsed.input, session);
  };
}
