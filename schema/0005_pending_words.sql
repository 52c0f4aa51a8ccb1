-- Most words of a work are new or only counted once more, and each new one has some eight trigrams: put into the index
-- together, they take it half the time. A short list keeps both a search and the write that empties it quick.
alter index search_words_near set (fastupdate = on, gin_pending_list_limit = 256);
