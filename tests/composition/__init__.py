"""Who makes up a body: sectors and requirements, reviews, vacancies, filling and repair."""
