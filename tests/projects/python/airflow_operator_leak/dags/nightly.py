from airflow import DAG
from airflow.operators.python import PythonOperator

from plugins.call import announce

with DAG("nightly") as dag:
    PythonOperator(task_id="announce", python_callable=announce)
