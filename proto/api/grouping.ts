import { Type } from 'typebox';

/** A rule that puts runs into groups; the page's groups follow the same. */
export const grouping = {
  group_by: Type.Optional(
    Type.Union(
      [
        Type.Literal('all'),
        Type.Literal('folder'),
        Type.Literal('regex'),
        Type.Literal('label'),
        Type.Literal('run'),
      ],
      {
        description:
          'all: one group. folder: by the path above the run’s last name ("." at the top). regex: by what the ' +
          'groups of `pattern` capture, joined by " · " (without any: by the match); runs that do not match are in no group. ' +
          'label: a group for each label, a run in each of its own. run: each by itself.',
      },
    ),
  ),
  pattern: Type.Optional(
    Type.String({
      maxLength: 1000,
      description: 'With group_by=regex, as in lr_[^/]*; found anywhere in the name, whatever the case.',
    }),
  ),
  depth: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      description: 'With group_by=folder: by at most the first so many names of the path.',
    }),
  ),
};
