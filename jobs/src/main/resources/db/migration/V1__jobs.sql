-- The same statements run on H2 and on PostgreSQL.

create table job (
    id varchar(26) primary key,
    kind varchar(64) not null,
    state varchar(16) not null,
    -- number of the attempt that owns the job: a write of an older one matches no row
    attempt int not null,
    -- attempts that ended without a word, because their process died
    crashes int not null,
    cancel_requested boolean not null,
    step bigint,
    steps bigint,
    seconds_left double precision,
    parameters text not null,
    metrics text,
    result text,
    problem text,
    -- id of the job's latest event
    last_event bigint not null,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);

create index job_kind_id on job (kind, id);

create table job_event (
    job_id varchar(26) not null references job (id) on delete cascade,
    id bigint not null,
    type varchar(16) not null,
    happened_at timestamp with time zone not null,
    data text not null,
    primary key (job_id, id)
);

-- db-scheduler's own table, as its documentation gives it
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(100),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);

create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
