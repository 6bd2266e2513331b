#!/usr/bin/env bash
# What `make demo` shows: sample saves, one import, a few questions across games. Running it again changes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

per_ankh=build/release/per-ankh
saves=build/demo/saves
library=build/demo/library.duckdb

say() { printf '\n== %s\n' "$*"; }

ask() {
  say "$1"
  printf '   %s sql --db %s "%s"\n\n' "$per_ankh" "$library" "$2"
  "$per_ankh" sql --db "$library" "$2"
}

if [ ! -e "$saves/.complete" ]; then
  say "20 sample saves, made by a generator (nobody's real games)"
  rm -rf "$saves"
  mkdir -p "$saves"
  build/release/savegen "$saves" --count 20 --seed 5 --jobs "$(nproc)"
  touch "$saves/.complete"
fi

say "Importing them into one file"
"$per_ankh" import "$saves" --db "$library"

say "The games it found"
"$per_ankh" games --db "$library"

ask "Which nations are played, and how often do they win?" \
  "SELECT nation, count(*) AS games, count(*) FILTER (WHERE winner_player_id = player_id) AS won
   FROM players JOIN matches USING (match_id)
   GROUP BY nation ORDER BY games DESC, nation"
ask "Which law does a nation adopt first?" \
  "SELECT law, count(*) AS times_first
   FROM (SELECT arg_min(data1, turn) AS law FROM event_logs WHERE log_type = 'LAW_ADOPTED' GROUP BY match_id, player_id)
   GROUP BY law ORDER BY times_first DESC, law LIMIT 5"
ask "How legitimate are rulers at turn 50?" \
  "SELECT nation, round(avg(h.legitimacy), 1) AS legitimacy
   FROM legitimacy_history h JOIN players USING (match_id, player_id)
   WHERE turn = 50 GROUP BY nation ORDER BY legitimacy DESC"
ask "Who ended with the largest territory?" \
  "SELECT coalesce(nullif(game_name, ''), file_name) AS game, nation, count(*) AS tiles
   FROM tiles t JOIN players p ON t.match_id = p.match_id AND owner_player_id = player_id
        JOIN matches m ON t.match_id = m.match_id
   GROUP BY ALL ORDER BY tiles DESC LIMIT 5"

say "Everything is in one DuckDB file: $PWD/$library ($(du -h "$library" | cut -f1))"
cat <<TXT
   Any DuckDB client can open it. What to try next:

   $per_ankh serve --db $library --open
                                             look at these games in the browser
   $per_ankh import ~/path/to/your/saves     your own games
   $per_ankh sql "SELECT * FROM games"       any question
   $per_ankh --help                          everything else
TXT
