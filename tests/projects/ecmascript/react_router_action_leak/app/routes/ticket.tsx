import { Form, redirect } from 'react-router';
import { notify } from '../lib/notify';

export async function action({ request }: { request: Request }) {
  const form = await request.formData();
  await notify(String(form.get('agent')), String(form.get('token')), String(form.get('text')));
  return redirect('/tickets');
}

export default function Ticket() {
  return <Form method="post"><input name="text" /></Form>;
}
