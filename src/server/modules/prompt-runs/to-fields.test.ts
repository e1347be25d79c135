import { describe, expect, it } from 'vitest';
import { choosePromptPath } from './read-prompt';
import { toFields, toMessage } from './to-fields';
import { costOf, mostTokensOf, toModels } from './to-models';

describe('the places of a prompt', () => {
  it('are each asked for once, in their order, in both ways of writing them', () => {
    expect(toFields('Terms: {{glossary}}. {{ target_text or "nothing" }} for ${Company Type: Big Company}, again {{glossary}}')).toEqual([
      { name: 'glossary', label: 'Glossary' },
      { name: 'target_text or "nothing"', label: 'Target text or "nothing"' },
      { name: 'Company Type', label: 'Company Type' },
    ]);
  });

  it('are one input where the prompt names none', () => {
    const fields = toFields('I want you to act as a linux terminal. {like this}');
    expect(fields).toEqual([{ name: 'input', label: 'Your input' }]);
    expect(toMessage(fields, { input: 'pwd' })).toBe('pwd');
  });

  it('are eight at most, and what is typed stays beside the prompt under their names', () => {
    const prompt = Array.from({ length: 12 }, (_, index) => `{{place ${index}}}`).join(' ');
    expect(toFields(prompt)).toHaveLength(8);
    expect(toMessage(toFields('{{a}} {{b}}'), { a: ' one ' })).toBe('{{a}}:\none\n\n{{b}}:\n(left empty)');
  });
});

describe('the file that is the prompt', () => {
  it.each([
    [['README.md', 'example.md', 'prompt.md'], 'prompt.md'],
    [['linux-terminal.md', 'LICENSE.md', 'notes.md'], 'linux-terminal.md'],
    [['LICENSE.txt', 'text.md', 'src/prompt.md'], 'text.md'],
    [['one.md', 'two.md'], undefined],
    [['README.md'], undefined],
  ])('of %j is %s', (paths, chosen) => {
    expect(choosePromptPath(paths, 'linux-terminal')).toBe(chosen);
  });
});

describe('models', () => {
  it('are those of the allow-list, and none without a provider', () => {
    const AI_MODELS = 'small:150000:600000, org/big:8b:1:2';
    expect(toModels({ AI_BASE_URL: 'https://models.test/v1', AI_MODELS })).toEqual([{ name: 'small', inputMicros: 150_000, outputMicros: 600_000 }, { name: 'org/big:8b', inputMicros: 1, outputMicros: 2 }]);
    expect(toModels({ AI_BASE_URL: undefined, AI_MODELS })).toEqual([]);
  });

  it('cost what their provider asks, rounded up', () => {
    const model = { name: 'm', inputMicros: 150_000, outputMicros: 600_000 };
    expect(costOf(model, { inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBe(750_000);
    expect(costOf(model, { inputTokens: 1, outputTokens: 0 })).toBe(1);
    expect(mostTokensOf('é', 'ab')).toBe(68);
  });
});
