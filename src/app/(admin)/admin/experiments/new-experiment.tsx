'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { Strategy } from '@/shared/contracts/discovery';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { CheckboxRow } from '@/ui/choices';
import { Field } from '@/ui/field';
import { STRATEGY_NAMES, STRATEGY_NOTES } from './strategy-words';

const FIELDS = ['name', 'hypothesis', 'trafficPercent', 'arms'];
const ORDER: readonly Strategy[] = ['rules', 'blend', 'learned', 'popular'];

/** Writes an experiment down: which rankings, each as large as the others, and how many people. The first chosen is what the others are compared with. */
export function NewExperiment() {
  const act = useAct();
  const [chosen, setChosen] = useState<readonly Strategy[]>(['rules', 'blend']);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (name: string) => { const value = new FormData(form).get(name); return typeof value === 'string' ? value : ''; };
    void act.run(async () => {
      await api.admin.createExperiment.mutate({ name: text('name'), hypothesis: text('hypothesis'), trafficPercent: Number(text('trafficPercent')), arms: ORDER.filter((one) => chosen.includes(one)).map((strategy) => ({ strategy, weight: 1 })) });
      form.reset();
    });
  };
  return (
    <form className="mt-4 grid gap-4 max-w-[560px]" onSubmit={submit} noValidate>
      <Field label="What it is called" name="name" maxLength={80} error={act.faultOf('name')} />
      <Field label="What you expect, and why" name="hypothesis" maxLength={500} error={act.faultOf('hypothesis')} />
      <fieldset>
        <legend className="label">Rankings to compare; the first is the measure of the others</legend>
        {ORDER.map((strategy) => (
          <CheckboxRow key={strategy} name="arms" checked={chosen.includes(strategy)} onChange={() => setChosen(chosen.includes(strategy) ? chosen.filter((one) => one !== strategy) : [...chosen, strategy])}
            label={<>{STRATEGY_NAMES[strategy]}: <span className="text-ink-2 font-normal">{STRATEGY_NOTES[strategy]}</span></>} />
        ))}
        {act.faultOf('arms') && <p className="fault mt-1">{act.faultOf('arms')}</p>}
      </fieldset>
      <Field label="Percent of people who take part" name="trafficPercent" type="number" min={1} max={100} defaultValue={100} className="max-w-[240px]" error={act.faultOf('trafficPercent')} />
      {act.faultBeside(FIELDS) && <p className="fault" role="alert">{act.faultBeside(FIELDS)}</p>}
      <div><Button type="submit" tone="ink" busy={act.busy}>Write it down</Button></div>
    </form>
  );
}
