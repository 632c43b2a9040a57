-- Distances by institution have as many cells as there are outcomes: they are answered from picture_outcome.
drop table picture_distance_place;
drop table picture_distance_place_children;
