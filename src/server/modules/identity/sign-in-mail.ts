/** What the sign-in message is made of. */
export interface SignInMail {
  code: string;
  link: string;
  host: string;
}

/** The message with the code and the link. Holds nothing the asker wrote, so nobody can send words of their own through us. */
export function toSignInMail({ code, link, host }: SignInMail): { subject: string; text: string; html: string } {
  const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
  const text = `Your code for ${host} is ${shown}

Type it where you asked for it. Or open this link and press the button on the page:
${link}

Both work once, for ten minutes. If you did not ask, leave this message alone: nobody can sign in without it.
`;
  const html = `<!doctype html>
<html lang="en">
<body style="margin:0;padding:32px 16px;background:#f9fbfb;color:#12181c;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600">Latchkey</p>
<h1 style="margin:0 0 8px;font-size:22px;line-height:1.3">Your code for ${host}</h1>
<p style="margin:0 0 24px;font-size:34px;letter-spacing:4px;font-family:ui-monospace,monospace">${shown}</p>
<p style="margin:0 0 16px">Type it where you asked for it, or</p>
<p style="margin:0 0 24px"><a href="${link}" style="display:inline-block;padding:13px 20px;border-radius:4px;background:#12181c;color:#ffffff;text-decoration:none">Open the sign-in page</a></p>
<p style="margin:0;font-size:14px;color:#4a555c">Both work once, for ten minutes. If you did not ask, leave this message alone: nobody can sign in without it.</p>
</div>
</body>
</html>
`;
  // The code leads the subject, where a phone's notification shows it.
  return { subject: `${shown} is your Latchkey code`, text, html };
}
