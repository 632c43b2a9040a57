-- A child that is taken back with its import is looked for among those joined into another: without this, by reading all.
create index child_merged_into on child (area_id, merged_into) where merged_into is not null;
