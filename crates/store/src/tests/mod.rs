//! What both databases must do. Every function of the list runs on SQLite, and on PostgreSQL where
//! `KINERJA_UJI_POSTGRES` names a server (`cargo xtask test` starts one).

mod accounts;
mod copies;
mod drafts;
mod history;
mod killed;
mod locking;
mod measure;
mod place;
mod sample;
mod saving;
mod schema;
mod signing_in;

macro_rules! contract {
    ($($module:ident::$test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { super::place::on_sqlite(super::$module::$test); })*
        }
        mod postgres {
            $(#[test] fn $test() { super::place::on_postgres(stringify!($test), super::$module::$test); })*
        }
    };
}

contract! {
    schema::tables_follow_the_schema,
    schema::every_earlier_schema_is_brought_forward,
    schema::a_newer_database_is_refused,
    measure::a_year_loads_in_a_moment,
    saving::every_table_and_column_comes_back,
    saving::only_differences_are_written,
    saving::stale_changes_are_refused,
    saving::years_and_offices_are_kept_apart,
    saving::changes_of_the_office_reach_all_years,
    saving::what_cannot_be_read_back_is_refused,
    saving::a_row_keeps_its_past_under_another_key,
    history::every_act_is_an_entry,
    history::every_change_of_the_past_is_seen,
    history::a_detail_is_erased_with_a_trace,
    history::writers_at_the_same_time_never_break_the_chain,
    locking::locked_reports_stay,
    accounts::every_act_is_in_the_history_of_its_regions,
    accounts::a_name_is_taken_once,
    accounts::accounts_are_found_by_region,
    accounts::tokens_hold_until_their_end,
    signing_in::failures_are_counted_before_they_are_checked,
    signing_in::a_session_lasts_as_long_as_it_may,
    signing_in::a_one_time_code_is_taken_once,
    signing_in::nothing_secret_is_stored_readable,
    signing_in::a_session_is_found_in_a_moment,
    locking::a_locked_period_stays,
    drafts::drafts_are_kept_by_account_and_form,
    copies::a_backup_is_whole,
    killed::a_killed_program_leaves_a_whole_database,
}
