-- Whoever looks after a community may be credited on a work by its maker, who must not undo a steward's withdrawal by that.
alter table works add column withdrawn_as_steward boolean not null default false;
comment on column works.withdrawn_as_steward is 'By a steward who did not make it: only a steward brings it back.';
